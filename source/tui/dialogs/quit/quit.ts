import {countedText} from '../../../model/format.ts';
import {type Line, span} from '../../text/line.ts';
import {paragraph} from '../form-lines.ts';
import type {DialogModule} from '../module.ts';

/** Asks before work under way is left. `apart`: the engine can go on without the screen. */
export type QuitDialog = {kind: 'quit'; moving: number; waiting: number; apart: boolean; at: number};

type Choice = {title: string; detail: string; stop: boolean};

const goOn: Choice = {title: 'Go on in the background', detail: 'the next iceaxe shows them as they are', stop: false};
const stop: Choice = {title: 'Stop', detail: 'the next start takes them up where they are', stop: true};

const choicesOf = ({apart}: QuitDialog): readonly Choice[] => (apart ? [goOn, stop] : [stop]);

const underWay = ({moving, waiting}: QuitDialog): string => {
	const parts = [
		moving > 0 ? `${countedText(moving, 'transfer')} under way` : '',
		waiting > 0 ? `${countedText(waiting, 'restore')} waiting for the service` : '',
	].filter((part) => part !== '');
	return `${parts.join(' and ')}.`;
};

/** What leaving means for what is under way. */
const consequence = (dialog: QuitDialog): string => {
	const chosen = choicesOf(dialog)[dialog.at]!;
	if (!chosen.stop) {
		return dialog.waiting > 0
			? 'Downloads begin by themselves when their retrievals are ready. `iceaxe engine status` tells what goes on.'
			: '`iceaxe engine status` tells what goes on.';
	}
	return dialog.waiting > 0
		? 'The service goes on preparing; its output stays for 24 hours once it is ready, so come back by then.'
		: 'What is verified stays, and nothing of it travels again.';
};

export const quitModule: DialogModule<QuitDialog & {id: number}> = {
	context: 'choice',
	width: 68,
	title: () => [span('Leave iceaxe?', 'focus-title')],
	lines: (dialog, {width, look: {glyphs}}) => {
		const choices = choicesOf(dialog);
		const widest = Math.max(...choices.map(({title}) => title.length));
		return [
			...paragraph(underWay(dialog), width, 'strong'),
			[],
			...choices.map(({title, detail}, index): Line => {
				const here = index === dialog.at;
				return [
					span(here ? glyphs.bar : ' ', here ? 'bar' : 'plain'),
					span(` ${title.padEnd(widest)}`, here ? 'selected' : 'plain'),
					span(`  ${detail}`, 'dim'),
				];
			}),
			[],
			...paragraph(consequence(dialog), width, 'dim'),
		];
	},
	choices: (dialog) => choicesOf(dialog).length,
	keys: () => [
		['enter', 'leave'],
		['esc', 'stay'],
	],
	submit: (dialog, screen) =>
		screen.leave({code: 0, ...(choicesOf(dialog)[dialog.at]!.stop ? {stop: true as const} : {})}),
};
