import type {ArgumentValues, Output} from '../../commands/command.ts';
import {commandNamed} from '../../commands/registry.ts';
import {errorFromValue, invalidInput, isAbort, toErrorValue} from '../../model/errors/errors.ts';
import {saidOf} from '../../model/errors/reason.ts';
import {displayText} from '../../model/names/display-text.ts';
import {transferEntry} from '../../store/selectors.ts';
import type {Screen} from '../screen/screen.ts';
import type {Dialog} from './dialog.ts';
import type {FormState} from './form.ts';

/** What a person calls the subject of a failure: of a transfer, which commands know by its id, its name. */
const nameOf = (screen: Screen, subject: string): string =>
	transferEntry(screen.engine.getState(), subject)?.transfer.name ?? subject;

type Failed = Extract<Output, {kind: 'failure'}>['value'];

/**
 * Runs a command to its end. Its sentences become toasts.
 * @throws IceaxeError
 */
const run = async (
	screen: Screen,
	name: string,
	values: ArgumentValues,
	actId?: string,
): Promise<{outputs: Output[]; failures: Failed[]}> => {
	const link = screen.needLink();
	const outputs: Output[] = [];
	const failures: Failed[] = [];
	const running = commandNamed(name).run(values, {
		link,
		folder: screen.settings.folder,
		signal: screen.signal,
		...(actId === undefined ? {} : {actId}),
		say: (text) => screen.say('info', text),
		// Whatever costs or cannot be undone was shown and agreed to in a dialog before.
		confirm: async () => true,
	});
	for await (const output of running) {
		if (output.kind === 'failure') failures.push(output.value);
		else outputs.push(output);
	}
	return {outputs, failures};
};

const sayFailed = (screen: Screen, failures: readonly Failed[]): void => {
	for (const {subject, error} of failures) {
		screen.say('error', saidOf(displayText(nameOf(screen, subject)), error), error);
	}
};

/**
 * Runs a command to its end. Its sentences become toasts, and so does each part of it that failed.
 * @throws IceaxeError
 */
export const runCommand = async (screen: Screen, name: string, values: ArgumentValues): Promise<Output[]> => {
	const {outputs, failures} = await run(screen, name, values);
	sayFailed(screen, failures);
	return outputs;
};

/** Runs a command that asks nothing; what fails becomes a toast. */
export const runQuietly = async (
	screen: Screen,
	name: string,
	values: ArgumentValues,
): Promise<Output[] | undefined> => {
	try {
		return await runCommand(screen, name, values);
	} catch (error) {
		if (!isAbort(error)) screen.say('error', toErrorValue(error).message, toErrorValue(error));
		return undefined;
	}
};

const dialogOf = (screen: Screen, id: number) =>
	screen.state.getState().dialogs.find((dialog) => dialog.id === id) as (Dialog & FormState) | undefined;

/** Changes a dialog by what it is now, since what was typed meanwhile stays; false when it is open no more. */
const changeDialog = (screen: Screen, id: number, state: (now: FormState) => Partial<FormState>): boolean => {
	const now = dialogOf(screen, id);
	if (now) screen.change({type: 'dialog', dialog: {...now, ...state(now)} as Dialog});
	return now !== undefined;
};

/** What a dialog's command came to. */
export type Ran = {
	outputs: Output[];
	/** A person stopped it; some of it may have been done. */
	stopped: boolean;
	/** Of how many steps it was; null where it did not say. */
	of: number | null;
};

const runIn = async (
	screen: Screen,
	dialog: Dialog & FormState,
	name: string,
	values: ArgumentValues,
	actId: string | undefined,
): Promise<Ran | undefined> => {
	let of: number | null = null;
	const running = actId === undefined ? null : {actId, steps: null, stopping: false};
	changeDialog(screen, dialog.id, () => ({busy: true, running, problem: null}));
	const stopHearing = screen.link()?.subscribe((event) => {
		if (event.type !== 'act' || event.actId !== actId) return;
		const {done, failed} = event;
		of = event.of;
		const steps = {done, failed, of};
		changeDialog(screen, dialog.id, (now) => (now.running ? {running: {...now.running, steps}} : {}));
	});
	try {
		const {outputs, failures} = await run(screen, name, values, actId);
		// Of one thing that failed nothing was done: it can be tried again where it was asked for.
		if (outputs.length === 0 && failures.length === 1) throw errorFromValue(failures[0]!.error);
		sayFailed(screen, failures);
		const still = dialogOf(screen, dialog.id);
		screen.change({type: 'dialog-close', id: dialog.id});
		// Who watches an act leaves its dialog only after stopping it.
		return {outputs, stopped: actId !== undefined && (still?.running?.stopping ?? true), of};
	} catch (error) {
		const problem = isAbort(error) ? null : toErrorValue(error);
		const open = changeDialog(screen, dialog.id, () => ({busy: false, running: null, problem}));
		if (!open && problem) screen.say('error', problem.message, problem);
		return undefined;
	} finally {
		stopHearing?.();
	}
};

/**
 * Runs a command that a dialog asked about: closes the dialog when it is done, and shows in it what went wrong, or in a toast when it was
 * left meanwhile.
 */
export const runFrom = async (
	screen: Screen,
	dialog: Dialog & FormState,
	name: string,
	values: ArgumentValues,
): Promise<Output[] | undefined> => (await runIn(screen, dialog, name, values, undefined))?.outputs;

/** The same with a command of many steps: the dialog shows how far it is, and escape stops it. */
export const runWatched = (
	screen: Screen,
	dialog: Dialog & FormState,
	name: string,
	values: ArgumentValues,
): Promise<Ran | undefined> => runIn(screen, dialog, name, values, crypto.randomUUID());

/**
 * Escape in a dialog. What it has begun is stopped first, where it can be: the dialog stays until that has come to its end, or until escape is
 * pressed again.
 */
export const leaveDialog = (screen: Screen, dialog: Dialog): void => {
	const running = 'running' in dialog ? dialog.running : null;
	if (!running || running.stopping) {
		screen.change({type: 'dialog-close', id: dialog.id});
		return;
	}
	changeDialog(screen, dialog.id, () => ({running: {...running, stopping: true}}));
	void screen.ask('acts.stop', {actId: running.actId});
};

/** Says in a dialog what stands in the way of it. */
export const objectTo = (screen: Screen, dialog: Dialog & FormState, sentence: string): void =>
	screen.change({type: 'dialog', dialog: {...dialog, problem: invalidInput(sentence).value} as Dialog});
