import {deleteArchives} from './archives/delete.ts';
import {restoreArchives} from './archives/restore.ts';
import {uploadArchives} from './archives/upload.ts';
import type {Command} from './command.ts';
import {showBreakdown} from './inventory/breakdown.ts';
import {showCalendar} from './inventory/calendar.ts';
import {showDifferences} from './inventory/differences.ts';
import {exportInventory} from './inventory/export.ts';
import {importInventory} from './inventory/import.ts';
import {listInventory} from './inventory/list.ts';
import {changeNames} from './inventory/names.ts';
import {refreshInventory} from './inventory/refresh.ts';
import {showTree} from './inventory/tree.ts';
import {listJobs} from './jobs/list.ts';
import {clearMarks} from './marks/clear.ts';
import {loadMarks} from './marks/load.ts';
import {saveMarks} from './marks/save.ts';
import {attachTransfers} from './transfers/attach.ts';
import {cancelTransfers} from './transfers/cancel.ts';
import {listChunks} from './transfers/chunks.ts';
import {describeTransfer} from './transfers/describe.ts';
import {forgetTransfers} from './transfers/forget.ts';
import {limitTransfers} from './transfers/limit.ts';
import {listTransfers} from './transfers/list.ts';
import {moveTransfers} from './transfers/move.ts';
import {pauseTransfers} from './transfers/pause.ts';
import {resumeTransfers} from './transfers/resume.ts';
import {retryTransfers} from './transfers/retry.ts';
import {createVault} from './vaults/create.ts';
import {deleteVault} from './vaults/delete.ts';
import {describeVault} from './vaults/describe.ts';
import {listVaults} from './vaults/list.ts';

/** Every act that a person can ask for, in the order of the help. Keys, palette, help and the scripting face come from this list. */
export const commands: readonly Command[] = [
	listVaults,
	describeVault,
	createVault,
	deleteVault,
	refreshInventory,
	listInventory,
	showTree,
	importInventory,
	exportInventory,
	changeNames,
	showDifferences,
	showBreakdown,
	showCalendar,
	saveMarks,
	loadMarks,
	clearMarks,
	uploadArchives,
	restoreArchives,
	deleteArchives,
	listJobs,
	listTransfers,
	describeTransfer,
	listChunks,
	attachTransfers,
	pauseTransfers,
	resumeTransfers,
	retryTransfers,
	moveTransfers,
	limitTransfers,
	cancelTransfers,
	forgetTransfers,
];

/** What the nouns are about, for the help. */
export const nouns: Readonly<Record<string, string>> = {
	vaults: 'The vaults of the account in this region.',
	inventory: 'What a vault holds, as the service listed it and as we changed it since.',
	marks: 'Archives of a vault that are chosen, for a restore or a delete.',
	archives: 'Files in a vault: put in, brought back, deleted.',
	jobs: 'Retrievals that the service works on.',
	transfers: 'Uploads and downloads of this machine.',
};

/**
 * The command of a name such as `archives.restore`.
 * @throws Error when there is none: names are written in our own code.
 */
export const commandNamed = (name: string): Command => {
	const command = commands.find((candidate) => candidate.name === name);
	if (!command) throw new Error(`There is no command ${name}.`);
	return command;
};
