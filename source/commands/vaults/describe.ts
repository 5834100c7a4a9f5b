import {IceaxeError} from '../../model/errors/iceaxe-error.ts';
import type {EngineLink} from '../../model/requests.ts';
import type {Command} from '../command.ts';
import {firstOf, noVault, offline} from '../situations.ts';
import {chosenVault, requiredText, vaultOption} from '../values.ts';
import {withCounts} from '../with-counts.ts';

/** A vault that may not be described is known by its name, and everything but its name would be made up. */
const mayDescribe = async (link: EngineLink, vaultName: string): Promise<boolean> => {
	const events = await link.request('session.snapshot', {});
	const denied = ({
		permission,
		vaultName: of,
		allowed,
	}: {
		permission: string;
		vaultName: string | null;
		allowed: boolean;
	}) => permission === 'glacier:DescribeVault' && of === vaultName && !allowed;
	return !events.some((event) => event.type === 'right' && denied(event.right));
};

export const describeVault: Command = {
	name: 'vaults.describe',
	title: 'Describe a vault',
	description:
		'Asks the service for one vault, and remembers it: a vault that cannot be listed is opened like this. Counts are those of its last inventory.',
	arguments: [{...vaultOption, positional: true}],
	effect: 'none',
	needs: [],
	unavailable: firstOf(offline, noVault),
	async *run(values, {link, signal}) {
		const vaultName = await chosenVault(values, link);
		const vault = await link.request('vaults.describe', {vault: requiredText(values, 'vault')}, signal);
		if (await mayDescribe(link, vaultName)) return yield {kind: 'vault', value: await withCounts(vault, link, signal)};
		const permission = 'glacier:DescribeVault';
		const {value: error} = new IceaxeError(
			'denied',
			`This key may not describe the vault ${vaultName} (${permission}).`,
			{
				...{permission, operation: 'DescribeVault'},
				hint: 'It is remembered by its name, and can be used for what the key may do.',
			},
		);
		yield {kind: 'failure', value: {subject: vaultName, error}};
	},
};
