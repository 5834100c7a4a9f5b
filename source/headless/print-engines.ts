import type {EngineStatus, Work} from '../model/engine-status.ts';
import {bytesText, countedText, momentText} from '../model/format.ts';
import {jsonLine} from './print-json.ts';
import {type Streams, writeTo} from './streams.ts';
import {type Column, createTable, plainLine} from './table.ts';

/** What an engine has under way, in words. */
const workText = ({transfers, retrievals, inventories}: Work): string =>
	[
		transfers > 0 ? countedText(transfers, 'transfer') : '',
		retrievals > 0 ? countedText(retrievals, 'retrieval') : '',
		inventories > 0 ? `${inventories} ${inventories === 1 ? 'inventory' : 'inventories'}` : '',
	]
		.filter(Boolean)
		.join(', ') || 'nothing';

const columns: readonly Column<EngineStatus>[] = [
	{title: 'Process', align: 'right', text: ({pid}) => String(pid)},
	{title: 'Account', text: ({account}) => account},
	{title: 'Since', text: ({started}) => momentText(started), plain: ({started}) => started},
	{title: 'Under way', text: ({work}) => workText(work)},
	{title: 'Attached', align: 'right', text: ({faces}) => String(faces)},
	{title: 'Memory', align: 'right', text: ({memory}) => bytesText(memory), plain: ({memory}) => String(memory)},
	{title: 'Version', text: ({version}) => version},
];

/** Prints engines: a table on a terminal, fields between tabs in a pipe, or one JSON value a line. */
export const printEngines = async (
	engines: readonly EngineStatus[],
	json: boolean,
	{stdout, stderr}: Pick<Streams, 'stdout' | 'stderr'>,
): Promise<void> => {
	if (engines.length === 0) stderr.write('No engine runs.\n');
	const table = createTable(columns, engines);
	const line = json
		? jsonLine
		: (engine: EngineStatus) => `${stdout.isTTY === true ? table.row(engine) : plainLine(columns, engine)}\n`;
	if (!json && stdout.isTTY === true && engines.length > 0) await writeTo(stdout, `${table.header}\n`);
	for (const engine of engines) await writeTo(stdout, line(engine));
};

/** Of engines that were stopped: a screen that is attached starts another within seconds, and so nothing stays stopped. In sentences. */
export const startedAgain = (stopped: readonly EngineStatus[]): string[] =>
	stopped
		.filter(({faces}) => faces > 0)
		.map(
			({account, faces}) =>
				`The engine of ${account} had ${countedText(faces, 'screen or command', 'screens or commands')} attached: an open screen starts another within seconds, and its work goes on. To stop it for longer, leave the screen with q.`,
		);
