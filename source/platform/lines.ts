import {StringDecoder} from 'node:string_decoder';

/** The longest line that is waited for, in characters: a program that writes none would fill the memory. */
const longestLine = 4096;

/** Hears bytes in any portions and tells the lines in them, without their ends. A carriage return ends a line too, as progress meters use it. */
export const lines = (tell: (line: string) => void): ((bytes: Buffer) => void) => {
	const decoder = new StringDecoder('utf8');
	let begun = '';
	return (bytes) => {
		const parts = (begun + decoder.write(bytes)).split(/\r\n|\r|\n/);
		begun = parts.pop()!;
		for (const line of parts) if (line !== '') tell(line);
		if (begun.length < longestLine) return;
		tell(begun);
		begun = '';
	};
};
