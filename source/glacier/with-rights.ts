import type {Permission, Right} from '../model/account.ts';
import {IceaxeError} from '../model/errors/iceaxe-error.ts';
import {around, vaultOf} from './around.ts';
import {type Glacier, type GlacierCall, permissionOf} from './glacier.ts';

/** Permissions that hold for the account and for no single vault (glacier-api-permissions-ref). */
const accountWide: ReadonlySet<GlacierCall> = new Set(['listVaults', 'createVault']);

/** Tells what the service allowed or denied, each time that it differs from what was last told of the same thing. */
export const withRights = (inner: Glacier, onRight: (right: Right) => void): Glacier => {
	const told = new Map<string, boolean>();
	const tell = (permission: Permission, vaultName: string | null, allowed: boolean) => {
		const key = `${permission} ${vaultName ?? ''}`;
		if (told.get(key) === allowed) return;
		told.set(key, allowed);
		onRight({permission, vaultName, allowed});
	};
	return around(inner, async (calling, proceed) => {
		const vaultName = accountWide.has(calling.call) ? null : vaultOf(calling);
		try {
			const gives = await proceed();
			tell(permissionOf(calling.call), vaultName, true);
			return gives;
		} catch (error) {
			if (error instanceof IceaxeError && error.kind === 'denied') {
				tell((error.value.permission as Permission | null) ?? permissionOf(calling.call), vaultName, false);
			}
			throw error;
		}
	});
};
