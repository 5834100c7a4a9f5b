import {safeName} from '../../model/names/safe-name.ts';
import {Database} from '../database.ts';

/** A name that a person gave, and when the file was last changed: seconds since 1970, 0 when that is not known. */
export type Given = {name: string; modified: number};

/** A file of names by archive id, as an import asks it: for each archive once. */
export class GivenNames {
	readonly #database: Database;

	constructor(path: string) {
		this.#database = new Database(path, {readOnly: true});
	}

	/** The name of an archive, safe to show and to use as a path. */
	find(archiveId: string): Given | undefined {
		const given = this.#database.get<Given>('SELECT name, modified FROM names WHERE archive_id = ?', archiveId);
		return given && {...given, name: safeName(given.name, archiveId)};
	}

	close(): void {
		this.#database.close();
	}
}
