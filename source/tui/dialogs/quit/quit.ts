import {countedText} from '../../../model/format.ts';
import {span} from '../../text/line.ts';
import {paragraph} from '../form-lines.ts';
import type {DialogModule} from '../module.ts';

/** Asks before work under way is left. */
export type QuitDialog = {kind: 'quit'; moving: number; waiting: number};

const underWay = ({moving, waiting}: QuitDialog): string => {
	const parts = [
		moving > 0 ? `${countedText(moving, 'transfer')} under way` : '',
		waiting > 0 ? `${countedText(waiting, 'restore')} waiting for the service` : '',
	].filter((part) => part !== '');
	return `${parts.join(' and ')}.`;
};

export const quitModule: DialogModule<QuitDialog & {id: number}> = {
	context: 'question',
	width: 62,
	title: () => [span('Leave iceaxe?', 'focus-title')],
	lines: (dialog, {width}) => [
		...paragraph(underWay(dialog), width, 'strong'),
		[],
		...paragraph(
			'They stop when you leave. What is verified stays, and the next start takes them up where they are.',
			width,
		),
		...(dialog.waiting > 0
			? [
					[],
					...paragraph(
						'The service goes on preparing; its output stays for 24 hours once it is ready, so come back by then.',
						width,
					),
				]
			: []),
	],
	keys: () => [
		['y', 'leave'],
		['n', 'stay'],
	],
	submit: (_, screen) => screen.leave({code: 0}),
};
