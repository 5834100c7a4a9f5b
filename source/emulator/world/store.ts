import {closeSync, mkdirSync, openSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync, type SQLInputValue, type StatementSync} from 'node:sqlite';
import {invalidInput} from '../../model/errors/errors.ts';
import {schema} from './schema.ts';

/** A row as SQLite gives it. */
type Row = Record<string, SQLInputValue>;

/** The emulator's records: one SQLite file, spoken to in plain SQL; each statement is prepared once. */
export type Store = {
	run(sql: string, ...values: SQLInputValue[]): {changes: number; lastInsertRowid: number};
	get<T extends object = Row>(sql: string, ...values: SQLInputValue[]): T | undefined;
	all<T extends object = Row>(sql: string, ...values: SQLInputValue[]): T[];
	/** Does all of `work` or nothing of it. Inside another transaction it is a part of that one. `work` must not wait for anything. */
	transaction<T>(work: () => T): T;
	/** Does `work` once the current transaction is committed; never if it is not. Without a transaction: at once. */
	afterCommit(work: () => void): void;
	close(): void;
};

/**
 * Opens the records in `folder`, for this process alone.
 * @param durable whether each transaction is on the disk, not only with the operating system, before it returns
 * @throws Error when another process has them open
 */
export const openStore = (folder: string, durable: boolean): Store => {
	mkdirSync(folder, {recursive: true, mode: 0o700});
	const path = join(folder, 'emulator.sqlite');
	// It holds the secrets of access keys: its owner's only, in whatever folder it is. SQLite's other files follow it.
	closeSync(openSync(path, 'a', 0o600));
	const database = new DatabaseSync(path);
	// Exclusive: two emulators on one folder would each delete what the other is receiving.
	database.exec('PRAGMA busy_timeout = 1000; PRAGMA locking_mode = EXCLUSIVE');
	try {
		database.exec('PRAGMA journal_mode = WAL');
	} catch (error) {
		database.close();
		const isTaken = /locked/.test(String(error));
		throw isTaken
			? invalidInput(`Another emulator works on ${folder}.`, 'Stop it, or give another folder with --data.')
			: error;
	}
	database.exec(`PRAGMA synchronous = ${durable ? 'FULL' : 'OFF'}`);
	database.exec(schema);

	const statements = new Map<string, StatementSync>();
	const prepared = (sql: string): StatementSync => {
		let statement = statements.get(sql);
		if (!statement) {
			statement = database.prepare(sql);
			statements.set(sql, statement);
		}
		return statement;
	};

	let isOpen = false;
	let waiting: (() => void)[] = [];
	const rollBack = () => {
		try {
			database.exec('ROLLBACK');
		} catch {
			// On some errors, a full disk among them, SQLite has done so already.
		}
	};

	return {
		run: (sql, ...values) => {
			const {changes, lastInsertRowid} = prepared(sql).run(...values);
			return {changes: Number(changes), lastInsertRowid: Number(lastInsertRowid)};
		},
		get: <T extends object>(sql: string, ...values: SQLInputValue[]) => prepared(sql).get(...values) as T | undefined,
		all: <T extends object>(sql: string, ...values: SQLInputValue[]) => prepared(sql).all(...values) as T[],
		transaction: (work) => {
			if (isOpen) return work();
			database.exec('BEGIN IMMEDIATE');
			isOpen = true;
			let result: ReturnType<typeof work>;
			try {
				result = work();
				database.exec('COMMIT');
			} catch (error) {
				waiting = [];
				rollBack();
				throw error;
			} finally {
				isOpen = false;
			}
			const due = waiting;
			waiting = [];
			for (const each of due) each();
			return result;
		},
		afterCommit: (work) => {
			if (isOpen) waiting.push(work);
			else work();
		},
		close: () => database.close(),
	};
};
