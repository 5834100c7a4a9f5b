import {startEmulator} from '../../source/emulator/emulator.ts';
import {serveBare} from './bare-server.ts';

/** What a server that is measured is told, as JSON. */
export type ServerOptions = {
	folder: string;
	/** Whether bodies are on the disk before the reply. */
	durable: boolean;
	/** How many archives the emulator's vault `large` holds. */
	archives: number;
};

/** The program of such a server, in a process of its own: its kind, `bare` or `emulator`, and its options. */
const [kind, options = ''] = process.argv.slice(2);
const {folder, durable, archives} = JSON.parse(options) as ServerOptions;
if (kind === 'bare') {
	process.send!({url: `http://127.0.0.1:${await serveBare(folder, durable)}`});
	process.on('disconnect', () => process.exit());
} else {
	const emulator = await startEmulator({
		...(durable && {data: folder}),
		delays: {Standard: 0, Inventory: 0},
		seed: (control) => {
			control.createVault('bench');
			if (archives === 0) return;
			control.fill('large', 'plain', {count: archives, start: Date.UTC(2016, 0, 1), seed: 1});
			control.makeInventory('large');
		},
	});
	process.send!({url: emulator.url, credentials: emulator.credentials});
	process.on('disconnect', async () => {
		await emulator.close();
		process.exit();
	});
}
