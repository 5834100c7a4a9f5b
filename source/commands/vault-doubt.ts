import type {Tools} from './command.ts';

/**
 * What there is to say of a vault that may not be there, for whoever shows what would be done with it: nothing when it is there. A key that may
 * only write may not ask.
 * @throws IceaxeError `not-found` when the vault is not there: an upload to it would fail alike
 */
export const doubtOfVault = async (
	vaultName: string,
	{link, signal}: Pick<Tools, 'link' | 'signal'>,
): Promise<string[]> => {
	const reason = await link.request('vaults.look', {vaultName}, signal);
	return reason === null ? [] : [`Whether there is a vault ${vaultName} is not known: ${reason.message}`];
};
