import {startEmulator} from '../../source/emulator/emulator.ts';
import {serveBare} from './bare-server.ts';

/** The program of a server that is measured, in a process of its own: `bare FOLDER` or `emulator FOLDER [ARCHIVES]`. */
const [kind, folder = '', archives = '0'] = process.argv.slice(2);
if (kind === 'bare') {
	process.send!({url: `http://127.0.0.1:${await serveBare(folder)}`});
} else {
	const {url, credentials} = await startEmulator({
		data: folder,
		delays: {Standard: 0, Inventory: 0},
		seed: (control) => {
			control.createVault('bench');
			if (archives === '0') return;
			control.fill('large', 'plain', {count: Number(archives), start: Date.UTC(2016, 0, 1), seed: 1});
			control.makeInventory('large');
		},
	});
	process.send!({url, credentials});
}
process.on('disconnect', () => process.exit());
