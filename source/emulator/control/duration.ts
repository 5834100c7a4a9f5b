const units = {ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000} as const;

/**
 * Reads `90s`, `5h`, `1.5d`, or a number of milliseconds.
 * @throws Error for anything else
 */
export const readDuration = (given: unknown): number => {
	if (typeof given === 'number' && given >= 0) return given;
	const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/.exec(String(given));
	if (!match) throw new Error(`${JSON.stringify(given)} is not a time such as 90s, 5h or 1.5d.`);
	return Number(match[1]) * units[match[2] as keyof typeof units];
};
