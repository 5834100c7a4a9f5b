import {resolve} from 'node:path';
import {whyUnavailable} from '../../commands/command.ts';
import {commandNamed} from '../../commands/registry.ts';
import {askedLines} from '../../commands/transfers/asked-lines.ts';
import type {QueueMove} from '../../model/queue-order.ts';
import {retrievalFailed, type Transfer, type TransferState} from '../../model/transfer.ts';
import {createVaultDialog} from '../dialogs/create-vault/create-vault.ts';
import {deleteArchivesDialog} from '../dialogs/delete-archives/delete-archives.ts';
import {deleteVaultDialog} from '../dialogs/delete-vault/delete-vault.ts';
import type {NewDialog} from '../dialogs/dialog.ts';
import {limitsDialog} from '../dialogs/limits/limits.ts';
import {type MarksFileDialog, marksFileDialog} from '../dialogs/marks-file/marks-file.ts';
import {mappingOf} from '../dialogs/names/mapping.ts';
import {namesDialog} from '../dialogs/names/names.ts';
import {openVaultDialog} from '../dialogs/open-vault/open-vault.ts';
import {restoreDialog} from '../dialogs/restore/restore.ts';
import {runQuietly} from '../dialogs/run-command.ts';
import {uploadDialog} from '../dialogs/upload/upload.ts';
import type {Screen} from '../screen/screen.ts';
import {followTransfer, situationOf, transferHere} from '../screen/situation.ts';
import type {Action} from './action.ts';
import {deleteSubject, restoreSubject} from './subjects.ts';

const open = (screen: Screen, dialog: NewDialog | undefined) => {
	if (dialog) screen.change({type: 'dialog-open', dialog});
};

const vaultOf = (screen: Screen): string => screen.state.getState().vaultName!;

/** A command on the transfer under the cursor. */
const onTransfer = (name: string) => async (screen: Screen) => {
	const transfer = transferHere(screen)?.transfer;
	if (transfer) await runQuietly(screen, name, {transfer: [transfer.transferId], wait: false});
};

const cancel = (screen: Screen) => {
	const transfer = transferHere(screen)?.transfer;
	if (!transfer) return;
	const upload = transfer.direction === 'upload';
	open(screen, {
		kind: 'confirm',
		title: upload ? 'Cancel this upload?' : 'Cancel this download?',
		sentences: [
			transfer.name,
			'',
			upload
				? 'The parts that are there are given up. Nothing of it stays in the vault.'
				: 'The unfinished file is removed. A retrieval that was paid stays with the service for its 24 hours, and another restore can use it.',
		],
		yes: 'cancel it',
		command: 'transfers.cancel',
		values: {transfer: [transfer.transferId]},
	});
};

/** Why a download needs another retrieval, below its name. */
const whyAgain = ({error}: Transfer): string =>
	error?.code === retrievalFailed ? error.message : 'The output of its retrieval has expired.';

/** What costs is asked for first: a download whose output has expired, or whose retrieval has failed, needs another one. */
const resume = async (screen: Screen) => {
	const transfer = transferHere(screen)?.transfer;
	if (!transfer?.asks) return onTransfer('transfers.resume')(screen);
	open(screen, {
		kind: 'confirm',
		title: 'Retrieve it again?',
		sentences: [transfer.name, '', whyAgain(transfer), '', ...askedLines(transfer.asks)],
		yes: 'retrieve it again',
		command: 'transfers.resume',
		values: {transfer: [transfer.transferId], wait: false, retrieve: true},
	});
};

const marksFile = (act: MarksFileDialog['act']) => (screen: Screen) => {
	const vaultName = vaultOf(screen);
	const {count, bytes} = screen.rows.view(vaultName).sheet?.marks ?? {count: 0, bytes: 0};
	open(screen, marksFileDialog(act, vaultName, {count, bytes}));
};

/** How the screen begins each command: with a dialog where something must be said or agreed to. */
const begin: Record<string, (screen: Screen) => void | Promise<void>> = {
	'vaults.list': (screen) => void runQuietly(screen, 'vaults.list', {}),
	'vaults.describe': (screen) => open(screen, openVaultDialog()),
	'vaults.create': (screen) => open(screen, createVaultDialog()),
	'vaults.delete': (screen) => open(screen, deleteVaultDialog(vaultOf(screen))),
	'inventory.refresh': (screen) => void runQuietly(screen, 'inventory.refresh', {vault: vaultOf(screen)}),
	'archives.upload': (screen) => open(screen, uploadDialog(vaultOf(screen), screen.settings.folder)),
	'archives.restore': (screen) => {
		const subject = restoreSubject(screen);
		const {folder, downloadFolder, tier} = screen.settings;
		open(screen, subject && restoreDialog(subject, resolve(folder, downloadFolder), tier));
	},
	'archives.delete': (screen) => {
		const subject = deleteSubject(screen);
		open(screen, subject && deleteArchivesDialog(subject));
	},
	'inventory.names': (screen) => {
		const vaultName = vaultOf(screen);
		open(screen, namesDialog(vaultName, mappingOf(screen.engine.getState(), vaultName)));
	},
	'marks.save': marksFile('save'),
	'marks.load': marksFile('load'),
	'jobs.list': (screen) => void runQuietly(screen, 'jobs.list', {}),
	'transfers.pause': onTransfer('transfers.pause'),
	'transfers.resume': resume,
	'transfers.limit': (screen) => {
		const {limits} = screen.engine.getState();
		open(screen, limits ? limitsDialog(limits) : undefined);
	},
	'transfers.cancel': cancel,
	'transfers.forget': onTransfer('transfers.forget'),
};

/** The engine's commands as the screen has them, with their own names and words. */
export const commandActions: readonly Action[] = Object.entries(begin).map(([name, run]) => {
	const command = commandNamed(name);
	return {
		name,
		// To open a vault is to describe it by its name.
		title: name === 'vaults.describe' ? 'Open a vault' : command.title,
		description: command.description,
		unavailable: (screen) => {
			const situation = situationOf(screen);
			if (name === 'marks.save' && situation.marked === 0) return 'Nothing is marked.';
			// Which vault it is, the dialog asks.
			return whyUnavailable(command, name === 'vaults.describe' ? {...situation, vaultName: ''} : situation);
		},
		run,
	};
});

const countOf = (screen: Screen, states: readonly TransferState[]): number =>
	screen.engine.getState().transfers.filter(({transfer}) => states.includes(transfer.state)).length;

/** The same as for one transfer, for all of them. */
const allActions: readonly Action[] = [
	{
		name: 'transfers.pause-all',
		title: 'Pause all transfers',
		description: 'Stops all transfers that are not over until they are resumed.',
		unavailable: (screen) =>
			countOf(screen, ['queued', 'moving', 'waiting', 'retrieving']) > 0 ? undefined : 'No transfer is under way.',
		run: (screen) => void runQuietly(screen, 'transfers.pause', {all: true}),
	},
	{
		name: 'transfers.resume-all',
		title: 'Resume all transfers',
		description: 'Goes on with all transfers that are paused.',
		unavailable: (screen) => (countOf(screen, ['paused']) > 0 ? undefined : 'No transfer is paused.'),
		run: (screen) => void runQuietly(screen, 'transfers.resume', {all: true, wait: false}),
	},
];

const forgetDone: Action = {
	name: 'transfers.forget-all',
	title: 'Forget all that is done',
	description: 'Takes all transfers that are done or cancelled off the list; failed ones stay.',
	unavailable: (screen) => (countOf(screen, ['done', 'cancelled']) > 0 ? undefined : 'No transfer is done.'),
	run: (screen) => void runQuietly(screen, 'transfers.forget', {all: true}),
};

const moves: readonly {move: QueueMove; title: string; description: string}[] = [
	{move: 'up', title: 'Up in the queue', description: 'Puts the transfer before the one above it.'},
	{move: 'down', title: 'Down in the queue', description: 'Puts the transfer behind the one below it.'},
	{
		move: 'first',
		title: 'First in the queue',
		description:
			'Puts the transfer before all others. It begins at once, and the last of those that move waits for it.',
	},
	{move: 'last', title: 'Last in the queue', description: 'Puts the transfer behind all others.'},
];

/** One key for each way to move, where the scripting face has one command; the cursor goes with what it moved. */
const moveActions: readonly Action[] = moves.map(({move, title, description}) => ({
	name: `transfers.move-${move}`,
	title,
	description,
	unavailable: (screen) => whyUnavailable(commandNamed('transfers.move'), situationOf(screen)),
	run: async (screen) => {
		const transferId = transferHere(screen)?.transfer.transferId;
		if (transferId === undefined) return;
		await runQuietly(screen, 'transfers.move', {transfer: [transferId], to: move});
		followTransfer(screen, transferId);
	},
}));

/** What is done with the queue as a whole. */
export const queueActions: readonly Action[] = [...allActions, forgetDone, ...moveActions];
