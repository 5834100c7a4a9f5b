import {vaultNamePattern} from './limits.ts';
import type {Timestamp} from './timestamp.ts';

/** A vault as the service describes it (api-vault-get). Counts are those of the last inventory, so they are up to a day old. */
export type Vault = {
	vaultName: string;
	vaultArn: string;
	creationDate: Timestamp;
	/** When the service last made an inventory; null when it never did. */
	lastInventoryDate: Timestamp | null;
	numberOfArchives: number;
	/** Bytes, with 32 KiB of overhead for each archive. */
	sizeInBytes: number;
};

/** The name of the vault that a person typed as a name or as an ARN; `undefined` when it is neither. */
export const vaultNameOf = (nameOrArn: string): string | undefined => {
	const arn = /^arn:[a-z-]+:glacier:[a-z0-9-]+:\d{12}:vaults\/(.+)$/.exec(nameOrArn.trim());
	const name = arn ? arn[1]! : nameOrArn.trim();
	// `.` and `..` are names by the grammar, but no URL can carry them.
	return vaultNamePattern.test(name) && name !== '.' && name !== '..' ? name : undefined;
};

/** The ARN of a vault in a region of the standard partition. */
export const vaultArn = (region: string, accountId: string, vaultName: string): string => {
	const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
	return `arn:${partition}:glacier:${region}:${accountId}:vaults/${vaultName}`;
};
