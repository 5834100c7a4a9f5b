import {displayText} from '../../../model/names/display-text.ts';
import type {CredentialSearch} from '../../screen-settings.ts';
import {fitEnd, padEnd} from '../../text/fit.ts';
import {type Line, span} from '../../text/line.ts';
import {cells} from '../../text/width.ts';
import {paragraph} from '../form-lines.ts';
import type {DialogModule} from '../module.ts';

/** The first screen of whoever has no credentials. */
export type WelcomeDialog = {kind: 'welcome'; message: string; search: CredentialSearch; at: number};

export type WelcomeChoice = {title: string; detail: string; does: {profile: string} | {demo: true} | 'retry' | 'quit'};

/** What can be done: take a profile, see the demo, look again. */
export const welcomeChoices = ({search}: Pick<WelcomeDialog, 'search'>): WelcomeChoice[] => [
	...search.profiles.map(({name, kind, region}) => ({
		title: displayText(name),
		detail: [`profile, ${kind}`, region ?? ''].filter((part) => part !== '').join(', '),
		does: {profile: name},
	})),
	{title: 'demo', detail: 'an account of its own on this machine, where hours take seconds', does: {demo: true}},
	{title: 'look again', detail: 'when credentials have been put in place', does: 'retry'},
	{title: 'quit', detail: '', does: 'quit'},
];

/** How many choices are in sight. */
const mostShown = 9;

const choiceLines = (dialog: WelcomeDialog, width: number, bar: string): Line[] => {
	const choices = welcomeChoices(dialog);
	const widest = Math.min(28, Math.max(...choices.map(({title}) => cells(title))));
	const first = Math.max(0, Math.min(dialog.at - Math.floor(mostShown / 2), choices.length - mostShown));
	return choices.slice(first, first + mostShown).map(({title, detail}, index): Line => {
		const here = first + index === dialog.at;
		return [
			span(here ? bar : ' ', here ? 'bar' : 'plain'),
			span(` ${padEnd(fitEnd(title, widest), widest + 1)}`, here ? 'selected' : 'plain'),
			span(fitEnd(`  ${detail}`, width - widest - 3), 'dim'),
		];
	});
};

export const welcomeModule: DialogModule<WelcomeDialog & {id: number}> = {
	context: 'choice',
	width: 88,
	title: () => [span('No credentials', 'focus-title')],
	lines: (dialog, {width, look: {glyphs}}) => {
		const {places} = dialog.search;
		const source = Math.max(0, ...places.map(({source: name}) => cells(name)));
		const found = Math.max(0, ...places.map(({found: what}) => cells(what)));
		return [
			...paragraph(displayText(dialog.message), width, 'strong'),
			[],
			...(places.length > 0 ? paragraph('Looked for, in this order:', width, 'dim') : []),
			...places.map((place): Line => {
				const room = width - source - found - 4;
				return [
					span(padEnd(place.source, source)),
					span('  '),
					span(padEnd(fitEnd(displayText(place.where), room, glyphs.gap), room), 'dim'),
					span('  '),
					span(displayText(place.found)),
				];
			}),
			...(places.length > 0 ? [[]] : []),
			...paragraph('What next?', width, 'dim'),
			...choiceLines(dialog, width, glyphs.bar),
		];
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
		screen.change({type: 'dialog-close', id: dialog.id});
		await screen.ask('vaults.refresh', {});
	},
};
