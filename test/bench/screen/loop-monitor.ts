import {writeFileSync} from 'node:fs';
import {monitorEventLoopDelay} from 'node:perf_hooks';
import {isMainThread} from 'node:worker_threads';

/**
 * Loaded before a program, measures how late its event loop is between two signals SIGUSR2: the second writes what was since the first into a file
 * named by the process. Milliseconds. While it measures it wakes the process two hundred times a second, which takes one percent of a processor.
 */

/** How often it looks. What the histogram has is the time between two looks. */
const resolution = 5;

const folder = process.env.BENCH_LOOP_DELAY;
if (isMainThread && folder) {
	const delays = monitorEventLoopDelay({resolution});
	let measures = false;
	process.on('SIGUSR2', () => {
		measures = !measures;
		if (measures) {
			delays.reset();
			delays.enable();
			return;
		}
		delays.disable();
		const late = (percent: number) => Math.max(0, delays.percentile(percent) / 1e6 - resolution);
		const figures = {
			p50: late(50),
			p99: late(99),
			most: Math.max(0, delays.max / 1e6 - resolution),
			looks: delays.count,
		};
		writeFileSync(`${folder}/${process.pid}.json`, JSON.stringify(figures));
	});
}
