import {StringDecoder} from 'node:string_decoder';
import {invalidInput} from '../model/errors/errors.ts';
import {readSlice} from './files.ts';

/** No list that people make has longer lines; a file that is no text may. In characters. */
const longestLine = 65_536;

/**
 * The lines of a file, without their ends, some thousands at a time.
 * @throws IceaxeError `invalid-input` for a file that is no text; the system's error when it cannot be read.
 */
export async function* readLines(path: string): AsyncGenerator<string[]> {
	const decoder = new StringDecoder('utf8');
	let begun = '';
	for await (const bytes of readSlice({path, offset: 0, length: Number.POSITIVE_INFINITY})) {
		const parts = (begun + decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))).split('\n');
		begun = parts.pop()!;
		if (begun.length > longestLine || parts.some((line) => line.includes('\0'))) {
			throw invalidInput(`${path} is no text.`, 'Give a file with a line for each archive.');
		}
		yield parts.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
	}
	const last = begun + decoder.end();
	if (last !== '') yield [last];
}
