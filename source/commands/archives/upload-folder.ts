import {basename} from 'node:path';
import {cancelled, errorFromValue} from '../../model/errors/errors.ts';
import {
	type FolderChoice,
	type FolderResult,
	type FolderSums,
	noSums,
	skippedTexts,
} from '../../model/folder-upload.ts';
import {bytesText, countedText, countText} from '../../model/format.ts';
import type {EngineLink} from '../../model/requests.ts';
import type {ArgumentValues, Output, Tools} from '../command.ts';
import {absolutePath, allOf, bytesIn, regionOf, textOf} from '../values.ts';
import {doubtOfVault} from '../vault-doubt.ts';
import {outputsOfOwn} from '../when-finished.ts';
import {requestsText} from './upload-plan.ts';

/**
 * The folder that a person means. As with rsync its own name stands before those of its files, unless a `/` stands behind it: then, and for `.`,
 * only what is in it is meant. A name that was given stands there instead.
 */
export const folderChoice = (
	values: ArgumentValues,
	given: string,
	folder: string,
	vaultName: string,
): FolderChoice => {
	const path = absolutePath(folder, given);
	const inside = /(^|\/)\.{0,2}$/.test(given);
	const partSize = bytesIn(values, 'part-size');
	return {
		vaultName,
		path,
		under: textOf(values, 'name')?.replace(/^\/+|\/+$/g, '') ?? (inside ? '' : basename(path)),
		include: allOf(values, 'include'),
		exclude: allOf(values, 'exclude'),
		checksum: values.checksum === true,
		...(partSize === undefined ? {} : {partSize}),
	};
};

/** What was found in a folder and what it would cost to upload it, one fact a line. */
export const folderLines = ({path, vaultName, under}: FolderChoice, sums: FolderSums, region: string): string[] => {
	const left = skippedTexts(sums.skipped);
	return [
		`from    ${path}`,
		`to      ${vaultName}${under === '' ? '' : `, as ${under}/…`}`,
		...(left.length > 0 ? [`without ${left.join(', ')}`] : []),
		...(sums.failed > 0 ? [`fails   ${countedText(sums.failed, 'file')} that cannot be read or named`] : []),
		`cost    ${requestsText(sums.requests, region)}`,
	];
};

/** The results of a walk, until it is over; then its sums. Ends the walk when it is left before. */
async function* walk(
	link: EngineLink,
	takes: {choice: FolderChoice; mode: 'list' | 'upload'},
	signal: AbortSignal,
): AsyncGenerator<{results: FolderResult[]; sums: FolderSums}> {
	const {walkId} = await link.request('folders.walk', {...takes, follow: true}, signal);
	let isOver = false;
	try {
		while (!isOver) {
			const {results, sums, over, failure} = await link.request('folders.results', {walkId}, signal);
			isOver = over;
			if (failure) throw errorFromValue(failure);
			yield {results, sums};
		}
	} finally {
		if (!isOver) await link.request('folders.stop', {walkId}).catch(() => {});
	}
}

const sumText = ({files, bytes}: FolderSums): string => `${countedText(files, 'file')}, ${bytesText(bytes)}`;

/** Lists what would go and what would not, and says at last how much that is. */
async function* listFolder(choice: FolderChoice, tools: Tools): AsyncGenerator<Output> {
	const {link, signal, say} = tools;
	const vaultDoubt = await doubtOfVault(choice.vaultName, tools);
	let found = noSums();
	for await (const {results, sums} of walk(link, {choice, mode: 'list'}, signal)) {
		for (const result of results) if ('file' in result) yield {kind: 'file', value: result.file};
		found = sums;
	}
	yield {kind: 'folder', value: {vaultName: choice.vaultName, path: choice.path, ...found}};
	const lines = folderLines(choice, found, await regionOf(link));
	say([`Would upload ${sumText(found)}`, ...lines.map((line) => `  ${line}`), ...vaultDoubt].join('\n'));
}

/**
 * Uploads the files of a folder, after having said how many and for how much.
 * @throws IceaxeError when the vault, the folder or a pattern cannot be, or when it was not agreed to; what fails later is among the outputs
 */
export async function* uploadFolder(
	choice: FolderChoice,
	values: ArgumentValues,
	tools: Tools,
): AsyncGenerator<Output> {
	const {link, signal, say, confirm} = tools;
	// A screen has shown the sums, and hears from the transfers themselves how they go on.
	if (values.wait === false) {
		await link.request('folders.walk', {choice, mode: 'upload', follow: false}, signal);
		return;
	}
	if (values['dry-run'] === true) {
		yield* listFolder(choice, tools);
		return;
	}
	// Before anybody is asked, and before each of its files fails for the same reason.
	await doubtOfVault(choice.vaultName, tools);
	const total = await link.request('folders.sum', {choice}, signal);
	const lines = folderLines(choice, total, await regionOf(link));
	const agreed = await confirm({title: `Upload ${sumText(total)}`, lines, effect: 'costs', typed: null});
	if (!agreed) throw cancelled('Nothing was uploaded.');
	let told = 0;
	let last = total;
	for await (const {results, sums} of walk(link, {choice, mode: 'upload'}, signal)) {
		for (const result of results) yield* outputsFrom(result, link);
		const tenths = total.files === 0 ? 10 : Math.floor((sums.uploaded / total.files) * 10);
		if (tenths > told && tenths < 10) {
			say(`${choice.path}: ${countText(sums.uploaded)} of ${countedText(total.files, 'file')}`);
		}
		told = Math.max(told, tenths);
		last = sums;
	}
	const done = `${countedText(last.uploaded, 'file')}, ${bytesText(last.uploadedBytes)}`;
	say(`${choice.path}: ${done}, put into ${choice.vaultName}.`);
}

async function* outputsFrom(result: FolderResult, link: EngineLink): AsyncGenerator<Output> {
	if ('transfer' in result) yield* outputsOfOwn(result.transfer, link);
	else if (result.file.error) yield {kind: 'failure', value: {subject: result.file.name, error: result.file.error}};
}
