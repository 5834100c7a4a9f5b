import type {Capabilities} from './capabilities.ts';

const esc = '\u001b';

/** GNU screen takes so many bytes at once. */
const screenPiece = 512;

/**
 * A sequence for the terminal itself, wrapped so that the multiplexer between us hands it on. tmux does so when its option
 * `allow-passthrough` is on, and drops it otherwise.
 */
export const throughMultiplexer = (sequence: string, multiplexer: Capabilities['multiplexer']): string => {
	if (multiplexer === 'tmux') return `${esc}Ptmux;${sequence.replaceAll(esc, esc + esc)}${esc}\\`;
	if (multiplexer === 'screen')
		return (sequence.match(new RegExp(`[^]{1,${screenPiece}}`, 'g')) ?? [])
			.map((piece) => `${esc}P${piece}${esc}\\`)
			.join('');
	return sequence;
};
