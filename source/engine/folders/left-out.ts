import {saidOf} from '../../model/errors/reason.ts';
import {type FolderChoice, skipReasons} from '../../model/folder-upload.ts';
import {countText} from '../../model/format.ts';
import type {PlannedFile} from '../../model/planned-file.ts';
import type {Transfer} from '../../model/transfer.ts';
import type {Log} from '../../platform/log.ts';

/** So many are told one by one; the log file has all. */
const mostTold = 100;

/** The files that a walk was to upload and did not, each with the reason. What is excluded or in the vault already was not to be uploaded. */
export class LeftOut {
	readonly #told: string[] = [];
	readonly #log: Log;
	#count = 0;

	constructor(log: Log) {
		this.#log = log;
	}

	/** A file that does not go: it cannot be uploaded, or is none. */
	add({path, name, skipped, error}: PlannedFile): void {
		if (error) this.#add(path, saidOf(name, error));
		else if (skipped && skipped !== 'there' && skipped !== 'excluded')
			this.#add(path, `${name}: ${skipReasons[skipped]}`);
	}

	/** A file whose upload did not come to its end. */
	addTransfer({path, name, error}: Transfer): void {
		this.#add(path, error ? saidOf(name, error) : `${name}: cancelled`);
	}

	/** One a line; where there are too many, the last line says how many more, and where they stand. */
	lines({path}: Pick<FolderChoice, 'path'>): string[] {
		const more = this.#count - this.#told.length;
		if (more === 0) return this.#told;
		return [...this.#told, `and ${countText(more)} more: the log file has them, and archives upload ${path} --dry-run`];
	}

	#add(path: string, text: string): void {
		this.#count++;
		this.#log.warn({path}, `Not uploaded: ${text}`);
		if (this.#told.length < mostTold) this.#told.push(text);
	}
}
