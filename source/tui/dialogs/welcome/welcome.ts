import type {ErrorValue} from '../../../model/errors/iceaxe-error.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {unsignedWords} from '../../connection-words.ts';
import type {CredentialSearch} from '../../screen-settings.ts';
import {fitEnd, padEnd} from '../../text/fit.ts';
import {type Line, span} from '../../text/line.ts';
import {cells} from '../../text/width.ts';
import {paragraph} from '../form-lines.ts';
import type {DialogModule} from '../module.ts';

/** The first screen of whoever has no credentials, or no region to use them in. */
export type WelcomeDialog = {
	kind: 'welcome';
	/** What is missing. */
	about: Pick<ErrorValue, 'kind' | 'message' | 'hint' | 'code' | 'requestId'>;
	search: CredentialSearch;
	at: number;
};

export type WelcomeChoice = {title: string; detail: string; does: {profile: string} | {demo: true} | 'retry' | 'quit'};

/** What can be done: take a profile, see the demo, look again. */
export const welcomeChoices = ({search}: Pick<WelcomeDialog, 'search'>): WelcomeChoice[] => [
	...search.profiles.map(({name, kind, region}) => ({
		title: displayText(name),
		detail: [`profile, ${kind}`, region ?? ''].filter((part) => part !== '').join(', '),
		does: {profile: name},
	})),
	{title: 'demo', detail: 'an account on this machine, where hours take seconds', does: {demo: true}},
	{title: 'look again', detail: 'when you have changed something', does: 'retry'},
	{title: 'quit', detail: '', does: 'quit'},
];

/** How many choices are in sight, at most. */
const mostShown = 9;

const choiceLines = (dialog: WelcomeDialog, width: number, height: number, bar: string): Line[] => {
	const choices = welcomeChoices(dialog);
	const widest = Math.min(28, Math.max(...choices.map(({title}) => cells(title))));
	const first = Math.max(0, Math.min(dialog.at - Math.floor(height / 2), choices.length - height));
	return choices.slice(first, first + height).map(({title, detail}, index): Line => {
		const here = first + index === dialog.at;
		return [
			span(here ? bar : ' ', here ? 'bar' : 'plain'),
			span(` ${padEnd(fitEnd(title, widest), widest + 1)}`, here ? 'selected' : 'plain'),
			span(fitEnd(`  ${detail}`, width - widest - 3), 'dim'),
		];
	});
};

/** Where credentials were looked for and what was there. */
const placeLines = ({places}: CredentialSearch, width: number, gap: string): Line[] => {
	if (places.length === 0) return [];
	const source = Math.max(...places.map(({source: name}) => cells(name)));
	const found = Math.max(...places.map(({found: what}) => cells(what)));
	const room = width - source - found - 4;
	const lines = places.map((place): Line => {
		const where = room < 8 ? [] : [span('  '), span(padEnd(fitEnd(displayText(place.where), room, gap), room), 'dim')];
		return [span(padEnd(place.source, source)), ...where, span('  '), span(displayText(place.found))];
	});
	return [...paragraph('Credentials were looked for in this order:', width, 'dim'), ...lines, []];
};

export const welcomeModule: DialogModule<WelcomeDialog & {id: number}> = {
	context: 'choice',
	width: 88,
	choices: (dialog) => welcomeChoices(dialog).length,
	title: ({about}) => {
		const words = unsignedWords(about);
		return [span(words.charAt(0).toUpperCase() + words.slice(1), 'focus-title')];
	},
	lines: (dialog, {width, height, look: {glyphs}}) => {
		const {message, hint} = dialog.about;
		const said = [
			...paragraph(displayText(message), width, 'strong'),
			...(hint === null ? [] : paragraph(displayText(hint), width)),
			[],
		];
		const asked = paragraph('What next?', width, 'dim');
		const choices = Math.min(mostShown, welcomeChoices(dialog).length);
		const places = placeLines(dialog.search, width, glyphs.gap);
		// What can be done matters more than where nothing was found.
		const left = height - said.length - asked.length;
		// A blank line of each part gives way where it must.
		const shown = places.length - 1 + choices <= left + 1 ? places : [];
		const room = Math.max(1, Math.min(choices, left + 1 - Math.max(0, shown.length - 1)));
		return [...said, ...shown, ...asked, ...choiceLines(dialog, width, room, glyphs.bar)];
	},
	keys: () => [
		['enter', 'choose'],
		['esc', 'back'],
	],
	submit: async (dialog, screen) => {
		const choice = welcomeChoices(dialog)[dialog.at];
		if (!choice) return;
		if (choice.does === 'quit') return screen.leave({code: 0});
		if (choice.does !== 'retry') return screen.leave({code: 0, again: choice.does});
		// Without a region there is no engine that could look.
		if (!screen.link()) return screen.leave({code: 0, again: {same: true}});
		screen.change({type: 'dialog-close', id: dialog.id});
		await screen.ask('vaults.refresh', {});
	},
};
