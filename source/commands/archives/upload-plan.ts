import {isAbort, toErrorValue} from '../../model/errors/errors.ts';
import {bytesText, countedText, countText, dollarsText} from '../../model/format.ts';
import {prices, uploadRequestCost} from '../../model/prices/cost.ts';
import type {Requests} from '../../model/requests.ts';
import type {Output, Tools} from '../command.ts';
import {absolutePath, regionOf} from '../values.ts';
import {doubtOfVault} from '../vault-doubt.ts';

type Takes = Requests['archives.plan-upload']['takes'];
type Plan = Requests['archives.plan-upload']['gives'];

/** So many files are told of by a line each; the list itself has all of them. */
const linesShown = 10;

/** Requests with their price: `9 requests, under $0.01 (prices of 2026-11-01)`. */
export const requestsText = (requests: number, region: string): string => {
	const cost = uploadRequestCost(requests, region);
	const price = cost === null ? 'not known for this region' : dollarsText(cost.total);
	return `${countText(requests)} requests, ${price} (prices of ${prices.date})`;
};

const partsText = ({size, partSize, requests, takesUp}: Plan): string => {
	const parts = `${bytesText(size)}, parts of ${bytesText(partSize, {trim: true})}, ${countText(requests)} requests`;
	return takesUp === null ? parts : `${parts} or fewer: goes on with ${takesUp}`;
};

const planLines = (vaultName: string, plans: readonly Plan[], region: string): string[] => {
	const requests = plans.reduce((sum, plan) => sum + plan.requests, 0);
	return [
		`to      ${vaultName}`,
		...plans.slice(0, linesShown).map((plan) => `as      ${plan.name}: ${partsText(plan)}`),
		...(plans.length > linesShown ? [`and     ${countText(plans.length - linesShown)} more`] : []),
		`cost    ${requestsText(requests, region)}`,
	];
};

/**
 * Shows what an upload of files would do and cost: each with the size of its parts, and a failure for each that cannot go.
 * @throws IceaxeError `not-found` when the vault is not there
 */
export async function* planFiles(
	files: readonly string[],
	how: Omit<Takes, 'path'>,
	tools: Tools,
): AsyncGenerator<Output> {
	const {link, folder, signal, say} = tools;
	const vaultDoubt = await doubtOfVault(how.vaultName, tools);
	const plans: Plan[] = [];
	for (const file of files) {
		try {
			const takes = {...how, path: absolutePath(folder, file)};
			const plan = await link.request('archives.plan-upload', takes, signal);
			plans.push(plan);
			yield {kind: 'file', value: plan};
		} catch (error) {
			if (isAbort(error)) throw error;
			yield {kind: 'failure', value: {subject: file, error: toErrorValue(error)}};
		}
	}
	if (plans.length === 0) return;
	const bytes = plans.reduce((sum, {size}) => sum + size!, 0);
	const lines = planLines(how.vaultName, plans, await regionOf(link));
	const title = `Would upload ${countedText(plans.length, 'file')}, ${bytesText(bytes)}`;
	say([title, ...lines.map((line) => `  ${line}`), ...vaultDoubt].join('\n'));
}
