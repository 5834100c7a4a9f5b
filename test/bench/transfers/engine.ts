import {writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {openCatalog} from '../../../source/catalog/open-catalog.ts';
import {startEngine} from '../../../source/engine/engine.ts';
import {connectGlacier} from '../../../source/glacier/connect.ts';
import {fixedCredentials} from '../../../source/platform/credentials.ts';
import {silentLog} from '../../../source/platform/log.ts';
import {report} from './report.ts';

/** The program that is measured: a whole engine with its door, its catalog and its hashing, uploading or downloading one file. */
const [what, url = '', path = '', sizeText, partText, treeHash = '', secondsText = '0'] = process.argv.slice(2);
const size = Number(sizeText);
const partSize = Number(partText);
/** After so many seconds it is stopped, wherever it is; 0: at its end. */
const seconds = Number(secondsText);
const vaultName = 'bench';
const region = 'us-east-1';
const glacier = connectGlacier({
	...{region, accountId: '-', endpoint: url, log: silentLog()},
	credentials: fixedCredentials({accessKeyId: 'AKIABENCHBENCHBENCH0', secretAccessKey: 'a secret of no worth'}),
});
const catalog = await openCatalog({path: join(dirname(path), `${process.pid}.sqlite`)});
const link = await startEngine({
	glacier,
	catalog,
	account: {accountId: '111122223333', region, profile: null, endpoint: url, speed: 1, label: null},
	limits: {partSize, chunkSize: partSize},
});
// The threads are started by the first byte that is hashed; the floor's are running too when its time begins.
const warm = join(dirname(path), `${process.pid}.warm`);
for (const name of ['a', 'b', 'c', 'd']) {
	writeFileSync(`${warm}-${name}`, 'warm');
	await link.request('archives.upload', {vaultName, path: `${warm}-${name}`});
}
for (const {transferId} of await link.request('transfers.list', {}))
	await link.request('transfers.finished', {transferId});
// The sink calls every archive by the same id, so the one to be downloaded is written down last.
await catalog.archives.recordUpload(vaultName, {
	...{archiveId: 'archive', name: `restored-${process.pid}`, description: '', size, treeHash, modified: null},
	...{created: new Date().toISOString(), format: 'plain', compressed: false, encrypted: false},
});
let moved = 0;
link.subscribe((event) => {
	if (event.type !== 'transfer-progress') return;
	moved = Math.max(moved, event.progress.verifiedBytes + event.progress.movingBytes);
});
await report(async () => {
	const [transfer] =
		what === 'upload'
			? [await link.request('archives.upload', {vaultName, path})]
			: await link.request('archives.restore', {
					...{vaultName, tier: 'Standard', to: dirname(path)},
					selection: {archiveIds: ['archive']},
				});
	const {transferId} = transfer!;
	const stop = new AbortController();
	const late = seconds > 0 ? setTimeout(() => stop.abort(), seconds * 1000) : undefined;
	const ended = link.request('transfers.finished', {transferId}, stop.signal);
	const {state, error} = await ended.catch(async (thrown) => {
		if (!stop.signal.aborted) throw thrown;
		await link.request('transfers.pause', {transferId});
		return {state: 'done', error: null};
	});
	clearTimeout(late);
	if (state !== 'done') throw new Error(`It ended as ${state}: ${error?.message}`);
	return moved;
});
await link.close();
process.exit();
