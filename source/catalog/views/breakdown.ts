import {setImmediate as breathe} from 'node:timers/promises';
import {ages, atTop, mostFolders} from '../../model/breakdown.ts';
import type {VaultBreakdown, VaultShare} from '../catalog.ts';
import {formatShift, rowsPerChunk} from '../files/form.ts';
import {compareNames} from '../files/row-key.ts';
import type {Branch} from './branches.ts';
import type {VaultView} from './vault-views.ts';

/** For how many milliseconds the count goes on before it lets other questions through. */
const stride = 8;

/** Sums by a small number. */
class Sums {
	readonly archives: number[];
	readonly bytes: number[];

	constructor(length: number) {
		this.archives = new Array<number>(length).fill(0);
		this.bytes = new Array<number>(length).fill(0);
	}

	add(index: number, size: number): void {
		this.archives[index]!++;
		this.bytes[index]! += size;
	}

	shares(labels: readonly string[]): VaultShare[] {
		return labels
			.map((label, i) => ({label, archives: this.archives[i]!, bytes: this.bytes[i]!}))
			.filter(({archives}) => archives > 0);
	}
}

const largestFirst = (shares: VaultShare[]): VaultShare[] =>
	shares.toSorted((a, b) => b.bytes - a.bytes || compareNames(a.label, b.label));

/** The top folders, the largest by name, the others as one; then what lies in none. */
const folderShares = (branches: readonly Branch[], there: number, bytes: number): VaultShare[] => {
	const shares = largestFirst(
		branches
			.filter(({archives}) => archives > 0)
			.map((branch) => ({label: branch.name, archives: branch.archives, bytes: branch.bytes})),
	);
	const sum = (list: readonly VaultShare[], label: string): VaultShare => ({
		label,
		archives: list.reduce((total, share) => total + share.archives, 0),
		bytes: list.reduce((total, share) => total + share.bytes, 0),
	});
	const all = sum(shares, '');
	const named = shares.slice(0, mostFolders);
	if (all.archives < there) named.push({label: atTop, archives: there - all.archives, bytes: bytes - all.bytes});
	const others = shares.slice(mostFolders);
	return [...largestFirst(named), ...(others.length > 0 ? [sum(others, `${others.length} more folders`)] : [])];
};

/** What a vault is made of at the time `now`. Reads the facts of all rows once, and breathes meanwhile. The view's file must stay open. */
export const breakdownOf = async (
	{file, ledger}: VaultView,
	branches: readonly Branch[],
	now: number,
): Promise<VaultBreakdown> => {
	const formats = [...(file?.formats ?? [])];
	for (const {archive} of ledger.uploads) if (!formats.includes(archive.format)) formats.push(archive.format);
	const byFormat = new Sums(formats.length);
	const byAge = new Sums(ages.length);
	/** Upload times before which an archive is older than each age; falling. */
	const limits = ages.map(({upTo}) => now - upTo);
	const add = (format: number, created: number, size: number) => {
		byFormat.add(format, size);
		let age = 0;
		while (created <= limits[age]!) age++;
		byAge.add(age, size);
	};
	let until = performance.now() + stride;
	for (let first = 0; file && first < file.rows; first += rowsPerChunk) {
		if (performance.now() > until) {
			await breathe();
			until = performance.now() + stride;
		}
		const {sizes, created, flags} = file.facts.of(first / rowsPerChunk);
		for (let i = 0; i < sizes.length; i++) {
			if (ledger.deletedRows.size > 0 && ledger.deletedRows.has(first + i)) continue;
			add(flags[i]! >>> formatShift, created[i]!, sizes[i]!);
		}
	}
	for (const {archive, created, deleted} of ledger.uploads) {
		if (!deleted) add(formats.indexOf(archive.format), created, archive.size);
	}
	return {
		byFolder: folderShares(branches, ledger.count, ledger.bytes),
		byAge: byAge.shares(ages.map(({label}) => label)),
		byFormat: largestFirst(byFormat.shares(formats)),
	};
};
