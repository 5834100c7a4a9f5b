import {type InventoryProgress, nothingYet} from '../../model/inventory.ts';
import type {Context} from '../context.ts';

/** How far the next inventories of vaults are, and the telling of that, and of what the catalog holds, to every face. */
export class InventoryNews {
	readonly #context: () => Pick<Context, 'catalog' | 'emit'>;
	readonly #underWay = new Map<string, InventoryProgress>();
	/** Events are told in their order, although each asks the catalog first. */
	#told: Promise<void> = Promise.resolve();

	constructor(context: () => Pick<Context, 'catalog' | 'emit'>) {
		this.#context = context;
	}

	/** Null when none is under way. */
	progressOf(vaultName: string): InventoryProgress | null {
		return this.#underWay.get(vaultName) ?? null;
	}

	/** The next inventory of a vault is so far now; null: none is under way any more. */
	progress(vaultName: string, progress: InventoryProgress | null): Promise<void> {
		if (progress === null) this.#underWay.delete(vaultName);
		else this.#underWay.set(vaultName, progress);
		return this.#tell(vaultName, progress);
	}

	/** The rows of a vault changed: tells the sums as they are now. */
	changed(vaultName: string): Promise<void> {
		return this.#tell(vaultName, this.progressOf(vaultName));
	}

	#tell(vaultName: string, progress: InventoryProgress | null): Promise<void> {
		const {catalog, emit} = this.#context();
		this.#told = this.#told.then(async () => {
			const inventory = (await catalog.inventories.summary(vaultName)) ?? nothingYet(vaultName);
			emit({type: 'inventory', inventory, progress});
		});
		// The catalog may be gone when the engine closes.
		this.#told = this.#told.catch(() => {});
		return this.#told;
	}
}
