import type {Database} from '../database.ts';
import type {Bits} from '../files/bits.ts';
import type {InventoryFile} from '../files/inventory-file.ts';
import type {InventoryFiles} from '../files/inventory-files.ts';
import {Lru} from '../lru.ts';
import {isDamage} from '../to-error.ts';
import {type Ledger, readLedger} from './ledger.ts';
import {Marks} from './marks.ts';

/** What is known of a vault's rows at this moment. */
export type VaultView = {
	/** Null when there is no inventory, or its file is gone. */
	file: InventoryFile | null;
	/** Null when there is no inventory. */
	importId: number | null;
	/** Tells apart what was in `file` at any time, that of early rows too. */
	edition: string;
	/** Its rows are early ones: more of them come. */
	isEarly: boolean;
	ledger: Ledger;
	ledgerRevision: number;
	marks: Marks;
	marksRevision: number;
};

/** Vaults that are kept open; a person looks at one at a time. */
const mostOpen = 8;

/**
 * The rows of vaults, kept in memory as far as questions need them and brought up to date by whoever asks: another process may have changed
 * the catalog since.
 */
export class VaultViews {
	readonly #database: Database;
	readonly #files: InventoryFiles;
	readonly #views = new Lru<string, VaultView>(mostOpen, (view) => this.#retire(view.file));
	/** Views of early rows: what is there of a first inventory that is still being read. Only this process has them. */
	readonly #early = new Map<string, VaultView>();
	#readers = 0;
	#retired: InventoryFile[] = [];
	readonly #onClosed: (() => void)[] = [];

	constructor(database: Database, files: InventoryFiles) {
		this.#database = database;
		this.#files = files;
	}

	/** The present view of a vault. Within the same turn it stays true; after an await it must be asked for again. */
	of(vaultName: string): VaultView {
		return this.#database.reading(() => {
			const {importId, ledger, marks} = this.#revisions(vaultName);
			const known = this.#views.get(vaultName);
			if (known && known.importId === importId && known.ledgerRevision === ledger) {
				if (known.marksRevision !== marks) {
					known.marks = new Marks(known.file, known.ledger).read(this.#database, vaultName);
					known.marksRevision = marks;
				}
				return known;
			}
			const keepsFile = known && known.importId === importId;
			if (known && !keepsFile) this.#retire(known.file);
			const file = keepsFile ? known.file : importId === null ? null : this.#files.open(importId);
			const revisions = {
				importId,
				edition: `${importId}`,
				isEarly: false,
				ledgerRevision: ledger,
				marksRevision: marks,
			};
			return this.#views.set(vaultName, {...revisions, ...this.#read(vaultName, file)});
		});
	}

	/** The same with early rows, where a vault has some and no inventory. Marks are made here: they are of what a person sees. */
	early(vaultName: string): VaultView {
		const known = this.#early.get(vaultName);
		if (!known) return this.of(vaultName);
		return this.#database.reading(() => {
			const {importId, ledger, marks} = this.#revisions(vaultName);
			// Another process may have brought an inventory; one whose file is gone has no rows.
			const whole = importId === null ? null : this.of(vaultName);
			if (whole?.file) return whole;
			const isPresent = known.ledgerRevision === ledger && known.marksRevision === marks;
			return isPresent ? known : this.showEarly(vaultName, known.file!, known.marks.rows, known.edition);
		});
	}

	/** Shows early rows of a vault in place of those before, with these marked. `edition` tells them from all others. */
	showEarly(vaultName: string, file: InventoryFile, marked: Bits, edition: string): VaultView {
		return this.#database.reading(() => {
			const {importId, ledger: ledgerRevision, marks: marksRevision} = this.#revisions(vaultName);
			const ledger = readLedger(this.#database, vaultName, file, this.#files.namesOf(vaultName));
			const marks = new Marks(file, ledger, {storesRows: false}).read(this.#database, vaultName);
			marks.setRows(marked, true);
			const before = this.#early.get(vaultName)?.file;
			const view = {file, importId, edition, isEarly: true, ledger, ledgerRevision, marks, marksRevision};
			this.#early.set(vaultName, view);
			if (before && before !== file) this.#retire(before);
			return view;
		});
	}

	/** Takes a vault's early rows away. */
	hideEarly(vaultName: string): void {
		const {file} = this.#early.get(vaultName) ?? {file: null};
		this.#early.delete(vaultName);
		this.#retire(file);
	}

	/** `listener` is called whenever files were closed that may be removed: whoever else has them open lets go. */
	onClosed(listener: () => void): void {
		this.#onClosed.push(listener);
	}

	/** A file that turns out to be damaged is reported and done without: the next inventory can take its place then. */
	#read(vaultName: string, file: InventoryFile | null): Pick<VaultView, 'file' | 'ledger' | 'marks'> {
		try {
			const ledger = readLedger(this.#database, vaultName, file, this.#files.namesOf(vaultName));
			return {file, ledger, marks: new Marks(file, ledger).read(this.#database, vaultName)};
		} catch (error) {
			if (!file || !isDamage(error)) throw error;
			this.#files.report(error);
			this.#retire(file);
			return this.#read(vaultName, null);
		}
	}

	/**
	 * Changes a vault's marks, or its ledger and marks, in one step: `work` changes the view, of early rows too, and the ledger's tables; marks
	 * are written for it. When it fails, or the disk does, the view is read anew.
	 */
	change<T>(vaultName: string, what: 'marks' | 'ledger', work: (view: VaultView) => T): T {
		try {
			return this.#database.transaction(() => {
				const view = this.early(vaultName);
				const result = work(view);
				view.marks.write(this.#database, vaultName);
				const {ledger, marks} = this.#database.get<{ledger: number; marks: number}>(
					`INSERT INTO revision (vault_name, ledger, marks) VALUES (?1, ?2, 1)
					ON CONFLICT DO UPDATE SET ledger = ledger + ?2, marks = marks + 1 RETURNING ledger, marks`,
					vaultName,
					what === 'ledger' ? 1 : 0,
				)!;
				view.ledgerRevision = ledger;
				view.marksRevision = marks;
				return result;
			});
		} catch (error) {
			this.forget(vaultName);
			throw error;
		}
	}

	/** Reads the vault anew when it is asked for next. */
	forget(vaultName: string): void {
		this.#retire(this.#views.get(vaultName)?.file ?? null);
		this.#views.delete(vaultName);
		const early = this.#early.get(vaultName);
		if (early) early.ledgerRevision = -1;
	}

	/** Keeps files open over awaits: a file that is replaced meanwhile is closed afterwards. */
	async whileOpen<T>(work: () => Promise<T>): Promise<T> {
		this.#readers++;
		try {
			return await work();
		} finally {
			this.#readers--;
			this.#closeRetired();
		}
	}

	#revisions(vaultName: string): {importId: number | null; ledger: number; marks: number} {
		const inventory = this.#database.get<{import_id: number}>(
			'SELECT import_id FROM inventory WHERE vault_name = ?',
			vaultName,
		);
		const revision = this.#database.get<{ledger: number; marks: number}>(
			'SELECT ledger, marks FROM revision WHERE vault_name = ?',
			vaultName,
		);
		return {importId: inventory?.import_id ?? null, ledger: revision?.ledger ?? 0, marks: revision?.marks ?? 0};
	}

	#retire(file: InventoryFile | null): void {
		if (!file) return;
		this.#retired.push(file);
		this.#closeRetired();
	}

	#closeRetired(): void {
		if (this.#readers > 0 || this.#retired.length === 0) return;
		for (const file of this.#retired) {
			file.close();
			this.#files.removeEarly(file.path);
		}
		this.#retired = [];
		for (const listener of this.#onClosed) listener();
	}
}
