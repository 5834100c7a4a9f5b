/** What a run took: seconds of the clock and of the processor (all threads), the most memory in bytes, and how many bytes moved. */
export type Figures = {wall: number; cpu: number; memory: number; moved: number};

/** Does the work, which gives how many bytes it moved, and tells the parent process what it took. */
export const report = async (work: () => Promise<number>): Promise<void> => {
	const before = process.cpuUsage();
	const began = performance.now();
	const moved = await work();
	const wall = (performance.now() - began) / 1000;
	const {user, system} = process.cpuUsage(before);
	const memory = process.resourceUsage().maxRSS * 1024;
	const figures: Figures = {wall, cpu: (user + system) / 1e6, memory, moved};
	await new Promise((resolve) => process.send!(figures, resolve));
};
