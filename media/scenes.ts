import {hours, type Journey} from '../test/helpers/journey.ts';
import type {Still} from '../test/helpers/picture.ts';

/** One picture of the real screen: a person's way to it, through the demo account. */
export type Scene = {
	/** Its file is `media/<name>.png`, or `media/<name>.svg` when it moves. */
	name: string;
	columns: number;
	rows: number;
	/**
	 * Does what leads to the picture.
	 * @param keep for a moving picture: keeps what is shown now, for so many milliseconds of it.
	 */
	play(journey: Journey, keep: (milliseconds: Still['milliseconds']) => void): Promise<void>;
};

const mebibyte = 1_048_576;
const atMost = (mebibytes: number, operation: string) =>
	({does: 'limit', bytesPerSecond: mebibytes * mebibyte, times: Number.POSITIVE_INFINITY, operation}) as const;

/** The backups are open and listed. */
const listed = async ({screen, act, later}: Journey): Promise<void> => {
	await screen.until(/summitroute_backup|archive-2014/);
	await act('screen.vaults', 'screen.end', 'screen.open', 'inventory.refresh');
	await screen.until('The service makes the list');
	await later(hours(5));
	await screen.until(/inventory of/);
	await screen.until(/1\/4\d\d/);
};

/** A new night goes up. */
const uploading = async ({screen, act, emulator, file}: Journey): Promise<void> => {
	emulator.control.faults.add(atMost(5, 'UploadMultipartPart'));
	const {path} = await file('nightly/2026-11-23.tar.gpg', 400 * mebibyte);
	await act('archives.upload');
	await screen.until('Upload a file');
	await screen.paste(path);
	await screen.press('enter');
	await screen.until((text) => /↑/.test(text) && !text.includes('Upload a file'));
	await act('screen.inventory', 'screen.top', 'screen.down', 'marks.toggle', 'marks.toggle');
};

/** Two weeks of configuration come back. */
const restoring = async ({screen, act, emulator}: Journey): Promise<void> => {
	emulator.control.faults.add(atMost(2, 'GetJobOutput'));
	await act('screen.filter');
	await screen.type('config');
	await screen.press('enter');
	await screen.until(/of 4\d\d archives/);
	await act('screen.down', 'screen.down', 'marks.toggle', 'marks.toggle', 'archives.restore');
	await screen.until('prices of');
	await screen.press('enter');
	await screen.until((text) => /retrieving/.test(text) && !text.includes('prices of'));
	await act('screen.inventory', 'screen.close');
};

/** The pictures, in the order in which the README shows them. */
export const scenes: Scene[] = [
	{
		name: 'main',
		columns: 120,
		rows: 36,
		play: async (journey) => {
			await listed(journey);
			await restoring(journey);
			await uploading(journey);
			await journey.later(hours(4.5));
			await journey.screen.until(/↑.*[3-5]\d %/);
		},
	},
	{
		name: 'transfer',
		columns: 120,
		rows: 30,
		play: async (journey) => {
			await listed(journey);
			journey.emulator.control.faults.add({
				does: 'flip',
				side: 'request',
				operation: 'UploadMultipartPart',
				skip: 9,
				times: 1,
			});
			await uploading(journey);
			await journey.act('screen.transfers', 'screen.details');
			await journey.screen.until(/1[0-9] of 50, 8 MiB each/);
			await journey.screen.press('k', 'k', 'k', 'k');
			await journey.screen.until(/verified +8\.0 MiB +\d +[0-9a-f]{8}…/);
		},
	},
	{
		name: 'restore',
		columns: 120,
		rows: 30,
		play: async (journey) => {
			await listed(journey);
			await journey.act('screen.down', 'marks.toggle', 'marks.toggle', 'archives.restore');
			await journey.screen.until('prices of');
		},
	},
	{
		name: 'small',
		columns: 80,
		rows: 24,
		play: async (journey) => {
			await listed(journey);
			await uploading(journey);
			await journey.screen.until(/↑.*[3-5]\d %/);
		},
	},
	{
		name: 'calendar',
		columns: 120,
		rows: 30,
		play: async (journey) => {
			await listed(journey);
			await journey.act('inventory.backups');
			await journey.screen.until('later than usual');
			for (const key of ['h', 'h', 'h', 'h', 'h', 'h']) await journey.screen.press(key);
		},
	},
	{
		name: 'tree',
		columns: 120,
		rows: 30,
		play: async (journey) => {
			const {screen, act, later} = journey;
			await screen.until(/photos/);
			await act('screen.vaults', 'screen.end', 'screen.up', 'screen.open', 'inventory.refresh');
			await screen.until('The service makes the list');
			await later(hours(5));
			await screen.until(/1\/8,214/);
			await act('inventory.tree');
			await screen.until(/Photos\//);
			await act('screen.open');
			await screen.until(/2019\//);
			await act('screen.down', 'screen.down', 'marks.toggle', 'marks.toggle');
			await screen.until(/marked/);
		},
	},
];
