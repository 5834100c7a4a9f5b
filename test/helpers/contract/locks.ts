import type {Service} from './contract.ts';

/** A lock policy that forbids one action to everyone; by default one that nobody misses. */
export const lockPolicy = (service: Service, vault: string, action = 'RemoveTagsFromVault'): string =>
	JSON.stringify({
		Version: '2012-10-17',
		Statement: [{Effect: 'Deny', Principal: '*', Action: `glacier:${action}`, Resource: service.vaultArn(vault)}],
	});

/** Begins a lock and gives its id. */
export const beginLock = async (service: Service, vault: string, action?: string): Promise<string> => {
	const answer = await service.send('POST', `/-/vaults/${vault}/lock-policy`, {
		body: {Policy: lockPolicy(service, vault, action)},
	});
	if (answer.status !== 201) throw new Error(answer.text);
	return answer.headers['x-amz-lock-id'] as string;
};

/** Makes a lock final. */
export const completeLock = (service: Service, vault: string, id: string) =>
	service.send('POST', `/-/vaults/${vault}/lock-policy/${id}`);
