import type {ArgumentValues, Output} from '../../commands/command.ts';
import {commandNamed} from '../../commands/registry.ts';
import {invalidInput, isAbort, toErrorValue} from '../../model/errors/errors.ts';
import {saidOf} from '../../model/errors/reason.ts';
import {displayText} from '../../model/names/display-text.ts';
import {transferEntry} from '../../store/selectors.ts';
import type {Screen} from '../screen/screen.ts';
import type {Dialog} from './dialog.ts';
import type {FormState} from './form.ts';

/** What a person calls the subject of a failure: of a transfer, which commands know by its id, its name. */
const nameOf = (screen: Screen, subject: string): string =>
	transferEntry(screen.engine.getState(), subject)?.transfer.name ?? subject;

/**
 * Runs a command to its end. Its sentences become toasts, and so does each part of it that failed.
 * @throws IceaxeError
 */
export const runCommand = async (screen: Screen, name: string, values: ArgumentValues): Promise<Output[]> => {
	const link = screen.link();
	if (!link) throw invalidInput('The engine is still starting.');
	const outputs: Output[] = [];
	const running = commandNamed(name).run(values, {
		link,
		folder: screen.settings.folder,
		signal: screen.signal,
		say: (text) => screen.say('info', text),
		// Whatever costs or cannot be undone was shown and agreed to in a dialog before.
		confirm: async () => true,
	});
	for await (const output of running) {
		if (output.kind === 'failure') {
			const {subject, error} = output.value;
			screen.say('error', saidOf(displayText(nameOf(screen, subject)), error), error);
		} else {
			outputs.push(output);
		}
	}
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

/** Runs a command that a dialog asked about: closes the dialog when it is done, and shows in it what went wrong. */
export const runFrom = async (
	screen: Screen,
	dialog: Dialog & FormState,
	name: string,
	values: ArgumentValues,
): Promise<Output[] | undefined> => {
	// What was typed meanwhile stays.
	const change = (state: Partial<FormState>) => {
		const now = screen.state.getState().dialogs.find(({id}) => id === dialog.id);
		if (now) screen.change({type: 'dialog', dialog: {...now, ...state} as Dialog});
	};
	change({busy: true, problem: null});
	try {
		const outputs = await runCommand(screen, name, values);
		screen.change({type: 'dialog-close', id: dialog.id});
		return outputs;
	} catch (error) {
		change({busy: false, problem: isAbort(error) ? null : toErrorValue(error)});
		return undefined;
	}
};

/** Says in a dialog what stands in the way of it. */
export const objectTo = (screen: Screen, dialog: Dialog & FormState, sentence: string): void =>
	screen.change({type: 'dialog', dialog: {...dialog, problem: invalidInput(sentence).value} as Dialog});
