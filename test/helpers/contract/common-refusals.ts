import {expect, it} from 'vitest';
import {
	emulated,
	expectDenied,
	expectInvalid,
	expectMissing,
	expectNotFound,
	type Sending,
	type Service,
} from './contract.ts';

/** An operation's request that is good but for its vault. */
export type VaultRequest = {
	/** The operation's name. */
	action: string;
	method: string;
	/** What follows the vault in the path, such as `/jobs`. */
	below: string;
	sending?: Sending;
	/** Whether a vault that does not exist is fine: for creating and deleting one. */
	vaultMayBeMissing?: boolean;
};

/** The cases that every operation on a vault has in common (§0, §0.1, §8; the order of checks is §10 row 39). */
export const commonRefusals = (
	service: Service,
	{action, method, below, sending = {}, vaultMayBeMissing = false}: VaultRequest,
): void => {
	const send = (vault: string, more: Sending = {}) =>
		service.send(method, `/-/vaults/${vault}${below}`, {
			...sending,
			...more,
			headers: {...sending.headers, ...more.headers},
		});

	it('wants the API version, whatever else is wrong (§0)', async () => {
		const answer = await send('none', {tamper: {'x-amz-glacier-version': undefined}, headers: {}});
		// It was signed, so leaving it out breaks the signature before anyone misses it; unsigned it is missed.
		expect(answer.status).toBe(403);
		const {'x-amz-glacier-version': _, ...unversioned} = sending.headers ?? {};
		const unsigned = await service.send(method, `/-/vaults/none${below}`, {
			...sending,
			headers: {...unversioned, 'x-amz-glacier-version': ''},
		});
		expectMissing(unsigned, 'API version');
	});

	if (!vaultMayBeMissing) {
		it('does not know a vault that does not exist (§0.1)', async () => {
			expectNotFound(await send('no-such-vault'), `Vault not found for ARN: ${service.vaultArn('no-such-vault')}`);
		});
	}

	it.each(['with%20space', 'a%2Fb', 'x'.repeat(256), '%C3%A9', ''])(
		'refuses the vault name %s before it looks whether there is such a vault (§2.1, §10)',
		async (name) => {
			expectInvalid(await send(name), /^Invalid vault name: arn:aws:glacier:/);
		},
	);

	emulated('is denied without the right to it, in the service’s words (§0.1, §8)', async () => {
		const vault = await service.newVault();
		const {control, accountId} = service.emulator;
		const key = {
			accessKeyId: `AKIANOBODY${action.toUpperCase().slice(0, 10)}`.padEnd(20, '0'),
			secretAccessKey: 'a secret',
		};
		const arn = `arn:aws:iam::${accountId}:user/nobody`;
		control.identities.put({...key, account: accountId, arn, policies: []});
		expectDenied(
			await send(vault, {key}),
			`User: ${arn} is not authorized to perform: glacier:${action} on resource: ${service.vaultArn(vault)} because no identity-based policy allows the glacier:${action} action`,
		);
		const Resource = service.vaultArn(vault);
		control.identities.put({
			...key,
			account: accountId,
			arn,
			policies: [{Statement: {Effect: 'Allow', Action: `glacier:${action}`, Resource}}],
		});
		expect((await send(vault, {key})).status).not.toBe(403);
	});
};
