import type {Breakdown} from '../../../model/breakdown.ts';
import type {ErrorValue} from '../../../model/errors/iceaxe-error.ts';

/** The ways to divide a vault. */
export const costPages = ['folder', 'age', 'writer'] as const;
export type CostPage = (typeof costPages)[number];

/** What a vault is made of and what that costs a month. */
export type CostsDialog = {
	kind: 'costs';
	vaultName: string;
	/** `unknown` when the catalog knows nothing of the vault; null until the engine has answered. */
	breakdown: Breakdown | 'unknown' | null;
	/** What is shown where there is no room for all. */
	page: CostPage;
	problem: ErrorValue | null;
};

export const costsDialog = (vaultName: string): CostsDialog => ({
	kind: 'costs',
	vaultName,
	breakdown: null,
	page: 'folder',
	problem: null,
});

/** The page after one; after the last the first. */
export const pageAfter = (page: CostPage): CostPage => costPages[(costPages.indexOf(page) + 1) % costPages.length]!;
