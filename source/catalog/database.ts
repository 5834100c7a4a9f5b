import {chmodSync, closeSync, existsSync, mkdirSync, openSync} from 'node:fs';
import {dirname} from 'node:path';
import {DatabaseSync, type SQLInputValue, type StatementSync} from 'node:sqlite';
import {fileURLToPath} from 'node:url';

/** An open SQLite database: statements are prepared once and kept, transactions are functions. */
export class Database {
	/** Of its file. */
	readonly path: string;
	readonly #sqlite: DatabaseSync;
	readonly #statements = new Map<string, StatementSync>();
	#inTransaction = false;

	/** `busyTimeout` is how long, in milliseconds, a write waits for another process's. */
	constructor(path: string | URL, options: {readOnly?: boolean; busyTimeout?: number} = {}) {
		const {readOnly = false, busyTimeout = 10_000} = options;
		this.path = typeof path === 'string' ? path : fileURLToPath(path);
		this.#sqlite = this.#naming(() => new DatabaseSync(path, {timeout: busyTimeout, readOnly}));
	}

	/** All rows. */
	all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
		return this.#naming(() => this.#prepare(sql).all(...values) as Row[]);
	}

	/** The first row. */
	get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
		return this.#naming(() => this.#prepare(sql).get(...values) as Row | undefined);
	}

	/** All rows, one at a time. The statement is this reader's alone. */
	each<Row>(sql: string, ...values: SQLInputValue[]): Iterator<Row> {
		return this.#naming(() => this.#sqlite.prepare(sql).iterate(...values) as Iterator<Row>);
	}

	/** Runs a statement and gives how many rows it changed, and the id of the last one that it added. */
	run(sql: string, ...values: SQLInputValue[]): {changes: number; id: number} {
		const {changes, lastInsertRowid} = this.#naming(() => this.#prepare(sql).run(...values));
		return {changes: Number(changes), id: Number(lastInsertRowid)};
	}

	/** Several statements without values. */
	execute(sql: string): void {
		this.#naming(() => this.#sqlite.exec(sql));
	}

	/** Reads that belong together: they see one state, whatever other processes write meanwhile. */
	reading<T>(work: () => T): T {
		if (this.#inTransaction) return work();
		this.execute('BEGIN');
		this.#inTransaction = true;
		try {
			return work();
		} finally {
			this.#inTransaction = false;
			this.execute('COMMIT');
		}
	}

	/** All of `work` or nothing. The write lock is taken at the start, so that it cannot fail for another writer in the middle. */
	transaction<T>(work: () => T): T {
		if (this.#inTransaction) return work();
		this.execute('BEGIN IMMEDIATE');
		this.#inTransaction = true;
		try {
			const result = work();
			this.execute('COMMIT');
			return result;
		} catch (error) {
			// SQLite has rolled back by itself after some errors, such as a full disk.
			if (this.#sqlite.isTransaction) this.#sqlite.exec('ROLLBACK');
			throw error;
		} finally {
			this.#inTransaction = false;
		}
	}

	close(): void {
		this.#statements.clear();
		this.#sqlite.close();
	}

	/** An error of SQLite does not say which of several files it is about. */
	#naming<T>(work: () => T): T {
		try {
			return work();
		} catch (error) {
			(error as {path?: string}).path ??= this.path;
			throw error;
		}
	}

	#prepare(sql: string): StatementSync {
		let statement = this.#statements.get(sql);
		if (!statement) {
			statement = this.#sqlite.prepare(sql);
			this.#statements.set(sql, statement);
		}
		return statement;
	}
}

/**
 * Makes sure that a file is there which its owner alone may read, in a folder likewise. SQLite gives the files that it adds beside it
 * (-wal, -shm) the mode of the database. A worker cannot set the umask, so the file is made before SQLite opens it.
 */
export const createPrivateFile = (path: string): void => {
	mkdirSync(dirname(path), {recursive: true, mode: 0o700});
	// Not opened when it is there: closing it again would drop every lock that this process has on it, SQLite's too.
	if (existsSync(path)) chmodSync(path, 0o600);
	else closeSync(openSync(path, 'a', 0o600));
};
