import {expect, it} from 'vitest';
import {parseBytes} from '../../source/model/parse-bytes.ts';

it.each([
	['0', 0],
	['1048576', 2 ** 20],
	['64M', 64 * 2 ** 20],
	['64 MiB', 64 * 2 ** 20],
	['1.5g', 1.5 * 2 ** 30],
	['300GB', 300 * 2 ** 30],
	['2T', 2 * 2 ** 40],
])('reads %s', (text, bytes) => expect(parseBytes(text)).toBe(bytes));

it.each(['', 'M', '-1M', '1,5G', '64X', '1e9', '64 M B'])('does not read «%s»', (text) => {
	expect(parseBytes(text)).toBeUndefined();
});
