import {invalidInput, mismatch} from '../../model/errors/errors.ts';
import {IceaxeError} from '../../model/errors/iceaxe-error.ts';
import type {Inventory} from '../../model/inventory.ts';
import {type InventoryFormat, sniffInventoryFormat} from '../../model/inventory-parser/inventory-parser.ts';
import {timestamp} from '../../model/timestamp.ts';
import {vaultNameOf} from '../../model/vault.ts';
import {readSlice} from '../../platform/files.ts';
import {identify, isSameFile} from '../../platform/source-file.ts';
import type {Context} from '../context.ts';
import type {Portion} from './fetch-portion.ts';
import {type ImportProgress, takeIn} from './import-inventory.ts';

/** So much of a file's beginning says what it is. */
const headLength = 4096;

const readHead = async (path: string): Promise<string> => {
	let head = '';
	for await (const bytes of readSlice({path, offset: 0, length: headLength}))
		head += Buffer.from(bytes).toString('latin1');
	return head;
};

/** The vault that a JSON says it is of, before its rows; `undefined` when it says none. */
const vaultIn = (head: string): string | undefined => {
	const about = head.split('"ArchiveList"', 1)[0]!;
	const arn = /"VaultARN"\s*:\s*"([^"]*)"/.exec(about)?.[1];
	return arn === undefined ? undefined : (vaultNameOf(arn) ?? /:vaults\/([^/]+)$/.exec(arn)?.[1]);
};

async function* portionsOf(path: string, total: number, signal: AbortSignal): AsyncGenerator<Portion> {
	for await (const bytes of readSlice({path, offset: 0, length: total})) {
		signal.throwIfAborted();
		yield {bytes, total};
	}
}

const isBrokenOff = (error: unknown): boolean => error instanceof IceaxeError && error.kind === 'mismatch';

/**
 * Makes a saved output of an inventory job the vault's inventory in the catalog. A CSV, which has no date of its own, takes the file's.
 * @throws IceaxeError `mismatch` when the file is no whole inventory, `invalid-input` when it is that of another vault: the old one stays.
 */
export const importFile = async (
	context: Context,
	{vaultName, path}: {vaultName: string; path: string},
	onProgress: (progress: ImportProgress) => void,
	signal: AbortSignal,
): Promise<{inventory: Inventory; format: InventoryFormat}> => {
	const identity = await identify(path);
	const head = await readHead(path);
	const format = sniffInventoryFormat(Buffer.from(head, 'latin1'));
	const ofVault = format === 'JSON' ? vaultIn(head) : undefined;
	if (ofVault !== undefined && ofVault !== vaultName) {
		throw invalidInput(`${path} is the inventory of the vault ${ofVault}, not of ${vaultName}.`);
	}
	const saved = timestamp(Math.min(identity.modified, context.serviceClock.now()));
	const dateOf = async () => {
		if (!isSameFile(identity, await identify(path))) throw mismatch(`${path} changed while it was read.`);
		return saved;
	};
	const source = {
		vaultName,
		jobId: path,
		format,
		size: identity.size,
		portions: () => portionsOf(path, identity.size, signal),
		keep: false,
		dateOf,
		// A job that was completed since the file was saved has news, although the file comes in later.
		importTime: () => saved,
	};
	try {
		return {inventory: await takeIn(context, source, onProgress, signal), format};
	} catch (error) {
		signal.throwIfAborted();
		if (!isBrokenOff(error)) throw error;
		throw mismatch(
			`${path} is no whole inventory: it ends in the middle, is damaged, or was changed. Nothing was imported.`,
			'What the catalog had stays as it was. Fetch or copy the file again.',
		);
	}
};
