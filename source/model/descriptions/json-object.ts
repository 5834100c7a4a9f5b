/** Reads a JSON object; `undefined` when the text is another value or none. */
export const jsonObject = (text: string): Record<string, unknown> | undefined => {
	// The glance spares the cost of an exception for most of what is not JSON.
	if (text[0] !== '{' || text.at(-1) !== '}') return undefined;
	try {
		return JSON.parse(text) as Record<string, unknown>;
	} catch {
		return undefined;
	}
};
