import {
	CreateVaultCommand,
	DeleteVaultCommand,
	DescribeVaultCommand,
	type DescribeVaultOutput,
	ListVaultsCommand,
} from '@aws-sdk/client-glacier';
import {vaultsPerPage} from '../model/limits.ts';
import type {Vault} from '../model/vault.ts';
import type {Door} from './door.ts';
import type {Glacier} from './glacier.ts';
import {required} from './required.ts';

const toVault = (answer: DescribeVaultOutput): Vault => ({
	vaultName: required(answer.VaultName, 'VaultName'),
	vaultArn: required(answer.VaultARN, 'VaultARN'),
	creationDate: required(answer.CreationDate, 'CreationDate'),
	lastInventoryDate: answer.LastInventoryDate ?? null,
	// Null, or left out, before the first inventory.
	numberOfArchives: answer.NumberOfArchives ?? 0,
	sizeInBytes: answer.SizeInBytes ?? 0,
});

/** The calls about vaults. */
export const vaultCalls = ({
	client,
	accountId,
	send,
}: Door): Pick<Glacier, 'listVaults' | 'describeVault' | 'createVault' | 'deleteVault'> => ({
	listVaults: (takes, signal) =>
		send(
			{call: 'listVaults', takes, signal},
			(options) =>
				client.send(
					new ListVaultsCommand({accountId, limit: vaultsPerPage, marker: takes.marker ?? undefined}),
					options,
				),
			(answer) => ({items: (answer.VaultList ?? []).map(toVault), marker: answer.Marker ?? null}),
		),
	describeVault: (takes, signal) =>
		send(
			{call: 'describeVault', takes, signal},
			(options) => client.send(new DescribeVaultCommand({accountId, vaultName: takes.vaultName}), options),
			(answer) => toVault(answer),
		),
	createVault: (takes, signal) =>
		send(
			{call: 'createVault', takes, signal},
			(options) => client.send(new CreateVaultCommand({accountId, vaultName: takes.vaultName}), options),
			(answer) => ({location: required(answer.location, 'Location')}),
		),
	deleteVault: (takes, signal) =>
		send(
			{call: 'deleteVault', takes, signal},
			(options) => client.send(new DeleteVaultCommand({accountId, vaultName: takes.vaultName}), options),
			() => undefined,
		),
});
