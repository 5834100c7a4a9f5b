/** What a run took: seconds of the clock and of the processor (all threads), and the most memory in bytes. */
export type Figures = {wall: number; cpu: number; memory: number};

/** Does the work and tells the parent process what it took. */
export const report = async (work: () => Promise<void>): Promise<void> => {
	const before = process.cpuUsage();
	const began = performance.now();
	await work();
	const wall = (performance.now() - began) / 1000;
	const {user, system} = process.cpuUsage(before);
	const figures: Figures = {wall, cpu: (user + system) / 1e6, memory: process.resourceUsage().maxRSS * 1024};
	await new Promise((resolve) => process.send!(figures, resolve));
};
