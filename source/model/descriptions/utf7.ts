const runs = /\+([A-Za-z0-9+/]*)-?/g;

/** The text of one run of base64 between `+` and `-`; `undefined` unless it is exactly how UTF-16 would be written. */
const decodeRun = (base64: string): string | undefined => {
	const bytes = Buffer.from(base64, 'base64');
	const units = bytes.subarray(0, bytes.length & ~1);
	// Writing it again shows in one step whether bits are missing, left over or not zero.
	if (units.length === 0 || units.toString('base64').replace(/=+$/, '') !== base64) return undefined;
	const text = units.swap16().toString('utf16le');
	return text.isWellFormed() ? text : undefined;
};

/** Decodes UTF-7 (RFC 2152). A run that is not valid stays as it stands, so that a name which never was UTF-7 survives. */
export const decodeUtf7 = (text: string): string =>
	text.includes('+') ? text.replace(runs, (run, base64) => (run === '+-' ? '+' : (decodeRun(base64) ?? run))) : text;
