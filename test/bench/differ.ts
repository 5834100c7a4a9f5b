import {Writable} from 'node:stream';
import {Differ} from '../../source/tui/terminal/differ/differ.ts';

const columns = 200;
const rows = 60;

/** A terminal that takes everything and shows nothing. */
class Sink extends Writable {
	readonly isTTY = true;
	readonly columns = columns;
	readonly rows = rows;
	bytes = 0;
	override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void) {
		this.bytes += chunk.length;
		done();
	}
}

const line = (index: number, selected: boolean): string => {
	const name = `nightly/${String(index).padStart(8, '0')}.tar.gpg`;
	const text = `${selected ? '▌' : ' '} ${name.padEnd(90)} ${(index * 7919) % 5000} GiB`.padEnd(138);
	const side = ` vault ${index % 7}`.padEnd(56);
	return `\u001b[2m│\u001b[22m${index % 3 ? side : `\u001b[1m${side}\u001b[22m`}\u001b[2m│\u001b[22m\u001b[36m│\u001b[39m${selected ? `\u001b[44m${text}\u001b[49m` : text}\u001b[36m│\u001b[39m`;
};

const frame = (top: number): string =>
	[
		'\u001b[1miceaxe\u001b[22m',
		...Array.from({length: rows - 2}, (_, y) => line(top + y, y === 7)),
		`${top} of many`,
	].join('\n');

const erase = `${'\u001b[2K\u001b[1A'.repeat(rows - 1)}\u001b[2K\u001b[G`;

/**
 * What one frame of 200×60 costs when the list moves by `step` rows each time: milliseconds (the median; and one that only a tenth was
 * faster than, which is what it takes when nobody else wants the processor) and bytes.
 */
export const measureDiffer = (step: number, frames = 400): {median: number; undisturbed: number; bytes: number} => {
	const sink = new Sink();
	const differ = new Differ(sink);
	differ.write('\u001b[?1049h');
	const texts = Array.from({length: frames}, (_, index) => frame(index * step));
	const times = texts.map((text) => {
		const start = performance.now();
		differ.write('\u001b[?2026h');
		differ.write(erase + text);
		differ.write('\u001b[?2026l');
		return performance.now() - start;
	});
	const warm = times.slice(frames / 2).toSorted((a, b) => a - b);
	const [undisturbed, median] = [0.1, 0.5].map((share) => warm[Math.floor(warm.length * share)]!);
	return {median: median!, undisturbed: undisturbed!, bytes: sink.bytes / frames};
};

if (import.meta.main)
	for (const step of [0, 1, 25, 1000]) {
		const {median, bytes} = measureDiffer(step);
		console.log(`differ, 200×60, by ${step} rows: ${median.toFixed(2)} ms, ${Math.round(bytes)} bytes a frame`);
	}
