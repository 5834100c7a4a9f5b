import {displayText} from '../../model/names/display-text.ts';
import {transferEntry} from '../../store/selectors.ts';
import type {Subject as DetailsSubject} from '../dialogs/details/details.ts';
import {differenceHere} from '../dialogs/differences/module.ts';
import {errorDialog} from '../dialogs/error/error.ts';
import {runQuietly} from '../dialogs/run-command.ts';
import {transferDialog} from '../dialogs/transfer/transfer.ts';
import {versionsDialog} from '../dialogs/versions/versions.ts';
import {openWelcome} from '../dialogs/welcome/open.ts';
import {logRowHere} from '../screen/log-row.ts';
import type {Screen} from '../screen/screen.ts';
import {archiveHere, folderHere, jobHere, transferHere} from '../screen/situation.ts';
import {topDialog} from '../screen/state.ts';
import type {Action} from './action.ts';

/** What one can look at. */
type Subject = DetailsSubject | {of: 'transfer'; transferId: string};

/** What is under the cursor of the focused pane, or what the open details are about. */
const subjectHere = (screen: Screen): Subject | undefined => {
	const dialog = topDialog(screen.state.getState());
	if (dialog?.kind === 'details') return dialog.subject;
	if (dialog?.kind === 'costs') return {of: 'vault', vaultName: dialog.vaultName};
	if (dialog?.kind === 'differences') {
		const archive = differenceHere(dialog, screen);
		return archive && {of: 'archive', vaultName: dialog.vaultName, archive};
	}
	if (dialog?.kind === 'transfer') return {of: 'transfer', transferId: dialog.transferId};
	const {focus, vaultName} = screen.state.getState();
	const [archive, job, entry] = [archiveHere(screen), jobHere(screen), transferHere(screen)];
	if (focus === 'vaults' && vaultName !== null) return {of: 'vault', vaultName};
	if (focus === 'inventory' && archive && vaultName !== null) return {of: 'archive', vaultName, archive};
	if (focus === 'jobs' && job) return {of: 'job', jobId: job.jobId};
	if (focus === 'transfers' && entry) return {of: 'transfer', transferId: entry.transfer.transferId};
	return undefined;
};

/** The thing itself, and what it is called by where it is named to AWS. */
const contentOf = (screen: Screen, subject: Subject): {value: unknown; id: string; what: string} => {
	const engine = screen.engine.getState();
	switch (subject.of) {
		case 'vault': {
			const vault = engine.vaults.vaults.find(({vaultName}) => vaultName === subject.vaultName);
			return {value: vault, id: vault?.vaultArn ?? subject.vaultName, what: 'ARN'};
		}
		case 'archive':
			return {value: subject.archive, id: subject.archive.archiveId, what: 'archive id'};
		case 'job':
			return {value: engine.jobs.find(({jobId}) => jobId === subject.jobId), id: subject.jobId, what: 'job id'};
		case 'transfer': {
			const transfer = transferEntry(engine, subject.transferId)?.transfer;
			const id = transfer?.archiveId ?? subject.transferId;
			return {value: transfer, id, what: transfer?.archiveId ? 'archive id' : 'transfer id'};
		}
	}
};

const put = async (screen: Screen, text: string, what: string) => {
	const problem = await screen.terminal.copy(text);
	if (problem === null) screen.say('info', `Copied the ${what}: ${displayText(text.split('\n', 1)[0]!)}`);
	else screen.say('attention', problem);
};

const copy = async (screen: Screen, asJson: boolean) => {
	const dialog = topDialog(screen.state.getState());
	if (dialog?.kind === 'error') return put(screen, JSON.stringify(dialog.error ?? dialog.text, null, 2), 'error');
	const line = screen.state.getState().focus === 'log' ? logRowHere(screen) : undefined;
	if (line) return put(screen, asJson ? JSON.stringify(line) : line.text, 'line');
	const subject = subjectHere(screen);
	if (!subject) return;
	const {value, id, what} = contentOf(screen, subject);
	return asJson ? put(screen, JSON.stringify(value, null, 2), 'JSON') : put(screen, id, what);
};

const details = (screen: Screen) => {
	const {focus} = screen.state.getState();
	const row = focus === 'log' ? logRowHere(screen) : undefined;
	if (row) return screen.change({type: 'dialog-open', dialog: errorDialog(row)});
	const subject = subjectHere(screen);
	if (!subject) return;
	if (subject.of !== 'transfer') return screen.change({type: 'dialog-open', dialog: {kind: 'details', subject}});
	const entry = transferEntry(screen.engine.getState(), subject.transferId);
	if (entry) screen.change({type: 'dialog-open', dialog: transferDialog(entry)});
};

const lastError = (screen: Screen) => {
	const {toasts, lastError: last} = screen.state.getState();
	const toast = toasts.findLast(({level}) => level === 'error');
	const notice = screen.engine.getState().notices.findLast(({level}) => level === 'error');
	const found = toast ?? last ?? notice;
	if (!found) return;
	if (toast) screen.change({type: 'toast-seen', id: toast.id});
	screen.change({type: 'dialog-open', dialog: errorDialog(found)});
};

const nothingHere = (screen: Screen): string | undefined => {
	if (topDialog(screen.state.getState())?.kind === 'error' || subjectHere(screen)) return undefined;
	return screen.state.getState().focus === 'log' && logRowHere(screen)
		? undefined
		: 'There is nothing under the cursor.';
};

/** Into what is under the cursor: a vault's inventory, and anything else's details. */
const openHere = (screen: Screen) => {
	const {focus, vaultName} = screen.state.getState();
	const folder = focus === 'inventory' ? folderHere(screen) : undefined;
	if (folder) return screen.change({type: 'folder-enter', folder: folder.path});
	const archive = focus === 'inventory' ? archiveHere(screen) : undefined;
	if (vaultName !== null && archive && (archive.versions ?? 1) > 1) {
		return screen.change({type: 'dialog-open', dialog: versionsDialog(vaultName, archive.name)});
	}
	if (focus !== 'vaults') return details(screen);
	if (screen.engine.getState().connection.state === 'no-credentials') return openWelcome(screen);
	if (vaultName !== null) screen.change({type: 'focus', pane: 'inventory'});
};

const askAgain = async (screen: Screen): Promise<unknown> => {
	const {focus, vaultName} = screen.state.getState();
	if (focus === 'jobs') return runQuietly(screen, 'jobs.list', {});
	if (focus === 'vaults' || vaultName === null) return runQuietly(screen, 'vaults.list', {});
	screen.rows.again(vaultName);
	return runQuietly(screen, 'vaults.describe', {vault: vaultName});
};

const refresh = async (screen: Screen) => {
	const pane = screen.state.getState().focus;
	screen.change({type: 'refreshing', pane, at: screen.steady()});
	await askAgain(screen);
	screen.change({type: 'refreshed', pane});
};

export const lookingActions: readonly Action[] = [
	{
		name: 'screen.open',
		title: 'Open',
		description:
			'Goes into the vault or the folder under the cursor, and to the versions of a name; elsewhere shows the details of what is under it.',
		run: openHere,
	},
	{
		name: 'screen.details',
		title: 'Details',
		description: 'Shows all that is known of what is under the cursor.',
		unavailable: nothingHere,
		run: details,
	},
	{
		name: 'screen.copy',
		title: 'Copy',
		description: 'Copies the id of what is under the cursor, of a vault its ARN, to your own clipboard, over SSH too.',
		unavailable: nothingHere,
		run: (screen) => copy(screen, false),
	},
	{
		name: 'screen.copy-json',
		title: 'Copy as JSON',
		description: 'Copies all that is known of what is under the cursor.',
		unavailable: nothingHere,
		run: (screen) => copy(screen, true),
	},
	{
		name: 'screen.refresh',
		title: 'Refresh',
		description: 'Asks the service again for what the focused pane shows. A new inventory is asked for with i.',
		run: refresh,
	},
	{
		name: 'screen.last-error',
		title: 'Last error',
		description: 'Shows all that is known of what failed last.',
		unavailable: (screen) =>
			screen.state.getState().lastError !== null ||
			screen.engine.getState().notices.some(({level}) => level === 'error')
				? undefined
				: 'Nothing has failed.',
		run: lastError,
	},
];
