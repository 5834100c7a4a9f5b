/** What a run took: seconds of the clock and of the processor (all threads), and the most memory in bytes, also in the first half of its time. */
export type Figures = {wall: number; cpu: number; memory: number; early: number};

const mostMemory = () => process.resourceUsage().maxRSS * 1024;

/** Does the work and tells the parent process what it took. With `seconds`, it is expected to take that long. */
export const report = async (work: () => Promise<void>, seconds = 0): Promise<void> => {
	const before = process.cpuUsage();
	const began = performance.now();
	let early: number | undefined;
	if (seconds > 0) {
		setTimeout(() => {
			early = mostMemory();
		}, seconds * 500).unref();
	}
	await work();
	const wall = (performance.now() - began) / 1000;
	const {user, system} = process.cpuUsage(before);
	const memory = mostMemory();
	const figures: Figures = {wall, cpu: (user + system) / 1e6, memory, early: early ?? memory};
	await new Promise((resolve) => process.send!(figures, resolve));
};
