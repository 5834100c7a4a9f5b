import {expect, it} from 'vitest';
import {downloadTime, downloadTimeText} from '../../source/model/download-time.ts';

const gibibyte = 2 ** 30;

it.each([
	[375 * gibibyte, {limit: 2e6, measured: null}, 'about 2 d 07 h at the limit of 2 MB/s', true],
	[375 * gibibyte, {limit: 2e6, measured: 52e6}, 'about 2 d 07 h at the limit of 2 MB/s', true],
	[202 * gibibyte, {limit: null, measured: 52e6}, 'about 1 h 09 m at the last measured 52 MB/s', false],
	[202 * gibibyte, {limit: 90e6, measured: 52e6}, 'about 1 h 09 m at the last measured 52 MB/s', false],
])('%s bytes take as long as the slower of limit and line', (bytes, speed, text, tooLong) => {
	const time = downloadTime(bytes, speed)!;
	expect([downloadTimeText(time), time.tooLong]).toEqual([text, tooLong]);
});

it('is not guessed where nothing is known', () => expect(downloadTime(10, {limit: null, measured: null})).toBeNull());
