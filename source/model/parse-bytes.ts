const units: Record<string, number> = {'': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 2 ** 50};

/** Reads `1048576`, `64M`, `1.5 GiB`, `300gb`: bytes in units of 1,024, however they are spelled. Undefined for anything else. */
export const parseBytes = (text: string): number | undefined => {
	const match = /^(\d+(?:\.\d+)?)\s*([kmgtp]?)(?:i?b)?$/i.exec(text);
	return match ? Number(match[1]) * units[match[2]!.toLowerCase()]! : undefined;
};
