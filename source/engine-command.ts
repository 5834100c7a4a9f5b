import type {EngineAsk} from './headless/engine-options.ts';
import type {GlobalValues} from './headless/global-options.ts';
import {printEngines, startedAgain} from './headless/print-engines.ts';
import {hearStopping} from './headless/stopping.ts';
import {askStatus, askToStop, engineSockets} from './link/all-engines.ts';
import {enginePlace} from './link/engine-place.ts';
import type {EngineReport} from './link/start-engine.ts';
import {toErrorValue} from './model/errors/errors.ts';
import {buildMark} from './platform/worker-url.ts';
import type {Settings} from './settings/settings.ts';
import {version} from './version.ts';

type ReadSettings = (askForCode?: (device: string) => Promise<string>) => Promise<Settings>;

/** Does what is asked of engines: `engine status`, `engine stop`, or to be one. Gives the exit code. */
export const runEngineCommand = async (
	{asked, flags}: {asked: EngineAsk; flags: GlobalValues},
	read: ReadSettings,
): Promise<number> => {
	if (asked.ask === 'run') return becomeEngine(read);
	const settings = await read();
	const {runtime} = settings.paths;
	const every = asked.ask === 'status' || asked.all;
	const sockets = every ? await engineSockets(runtime) : [(await enginePlace(runtime, settings)).socket];
	const ask = asked.ask === 'status' ? askStatus : askToStop;
	const told = await Promise.all(sockets.map((socket) => ask(socket, buildMark(version))));
	const engines = told.filter((one) => one !== undefined);
	await printEngines(engines, flags.json === true, process);
	if (asked.ask === 'stop') for (const sentence of startedAgain(engines)) process.stderr.write(`${sentence}\n`);
	return 0;
};

/** This process becomes an engine. What it says on standard output is for whoever started it. */
const becomeEngine = async (read: ReadSettings): Promise<number> => {
	const {signal} = hearStopping(process);
	const say = (report: EngineReport) => process.stdout.write(`${JSON.stringify(report)}\n`);
	try {
		const {runEngineProcess} = await import('./engine-process.ts');
		await runEngineProcess({settings: read, report: (report) => void say({report}), signal});
		return 0;
	} catch (error) {
		say({error: toErrorValue(error)});
		return 1;
	}
};
