/** Asks before work under way is left. */
export type QuitDialog = {kind: 'quit'; moving: number; waiting: number};
