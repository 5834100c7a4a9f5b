import {closeSync, fsyncSync, openSync} from 'node:fs';
import {deflateRawSync} from 'node:zlib';
import {createPrivateFile, Database} from '../database.ts';
import {
	bucketBits,
	detailsPerBlock,
	fileForm,
	fileVersion,
	hashOfId,
	namedFlag,
	namesPerBlock,
	rowsPerChunk,
} from '../files/form.ts';
import {packedLength, packId} from '../files/pack-ids.ts';
import {Gathered} from './gathered.ts';
import {
	descriptionLength,
	descriptionStart,
	hashStart,
	idLength,
	idStart,
	nameLength,
	nameStart,
	type Records,
	recordCreated,
	recordFlags,
	recordModified,
	recordSize,
} from './records.ts';
import {LevelWriter} from './write-levels.ts';
import {OlderWriter} from './write-older.ts';
import {bytesOf, writeBuckets, writeOrder} from './write-orders.ts';

/** Names and descriptions shrink to a fraction at the quickest level already, so small pieces hold the output. */
const deflate = (bytes: Uint8Array): Uint8Array =>
	deflateRawSync(bytes, {level: 1, chunkSize: Math.max(1024, bytes.length >>> 1)});

/** What a writer may take of memory: pages of the file, in KiB, and rows that are put in order at once. */
type Memory = {pages: number; rowsAtOnce: number};

const usual: Memory = {pages: 16_000, rowsAtOnce: 1_000_000};

/** For a file that is made beside others: little more than a hash of each row's id. */
export const littleMemory: Memory = {pages: 2000, rowsAtOnce: 200_000};

/** Writes an inventory file from records that come in the order of its rows. */
export class FileWriter {
	readonly #path: string;
	readonly #memory: Memory;
	readonly #database: Database;
	#rows = 0;
	#bytes = 0;
	readonly #older: OlderWriter;
	readonly #levels: LevelWriter;
	readonly #names = new Gathered();
	#firstName = '';
	readonly #descriptions = new Gathered();
	readonly #descriptionEnds: number[] = [];
	/** Packed; of no use for a block with an id of another shape, which `#oddIds` says. */
	readonly #ids = new Uint8Array(detailsPerBlock * packedLength);
	#oddIds = false;
	readonly #idTexts = new Gathered();
	readonly #idEnds: number[] = [];
	readonly #hashes = new Gathered();
	/** Size and upload time of each row of the block. */
	readonly #numbers: number[] = [];
	readonly #sizes = new Float64Array(rowsPerChunk);
	readonly #created = new Float64Array(rowsPerChunk);
	readonly #flags = new Uint8Array(rowsPerChunk);
	/** Of all rows: what the orders are made of at the end. */
	#idHashes: Uint32Array;
	/** Chunks of facts that are written. */
	#written = 0;

	/** `most` is how many rows may come. */
	constructor(path: string, most: number, memory = usual) {
		this.#path = path;
		this.#memory = memory;
		this.#idHashes = new Uint32Array(most);
		createPrivateFile(path);
		this.#database = new Database(path);
		// Until it is finished and synced nobody refers to the file, so nothing in it need survive a crash. A journal has next to nothing to
		// hold where all pages are new.
		this.#database.execute('PRAGMA page_size = 8192; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF');
		this.#database.execute(`PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -${memory.pages}`);
		this.#database.execute(`BEGIN; ${fileForm}`);
		this.#older = new OlderWriter(this.#database);
		this.#levels = new LevelWriter(this.#database);
	}

	/** The next row. */
	add(memory: Records, at: number): void {
		const {bytes} = memory;
		const row = this.#rows++;
		if (row % namesPerBlock === 0) {
			this.#firstName = bytes.toString('utf8', nameStart(at), nameStart(at) + nameLength(memory, at));
		}
		this.#names.append(bytes, nameStart(at), nameLength(memory, at));
		this.#names.appendByte(0x0a);

		const id = idStart(memory, at);
		const idBytes = idLength(memory, at);
		const place = row % detailsPerBlock;
		this.#oddIds = !packId(bytes, id, idBytes, this.#ids, place * packedLength) || this.#oddIds;
		this.#idTexts.append(bytes, id, idBytes);
		this.#idEnds.push(this.#idTexts.length);
		this.#hashes.append(bytes, hashStart(at), 32);
		this.#descriptions.append(bytes, descriptionStart(memory, at), descriptionLength(memory, at));
		this.#descriptionEnds.push(this.#descriptions.length);

		const size = recordSize(memory, at);
		const created = recordCreated(memory, at);
		this.#numbers.push(size, created);
		this.#sizes[row % rowsPerChunk] = size;
		this.#created[row % rowsPerChunk] = created;
		const flags = recordFlags(memory, at);
		this.#flags[row % rowsPerChunk] = flags;
		if (flags & namedFlag) this.#database.run('INSERT INTO named VALUES (?, ?)', row, recordModified(memory, at));
		this.#idHashes[row] = hashOfId(bytes, id, id + idBytes);

		const nameBytes = nameLength(memory, at);
		if (this.#levels.add(row, bytes, nameStart(at), nameBytes, size, created)) this.#older.add(row);
		if (this.#rows % namesPerBlock === 0) this.#writeNames();
		if (this.#rows % detailsPerBlock === 0) this.#writeDetails();
		if (this.#rows % rowsPerChunk === 0) this.#writeFacts();
	}

	/**
	 * Writes the rest and the orders; `formats` are the forms that flags number. The file is whole when this returns, and on disk, unless that
	 * is not wanted of one that no crash is to survive. `onShare` hears how much is done, from 0 to 1.
	 */
	finish(
		formats: readonly string[],
		{onDisk = true, onShare = () => {}}: {onDisk?: boolean; onShare?: (share: number) => void} = {},
	): {rows: number; bytes: number} {
		this.#writeNames();
		this.#writeDetails();
		this.#writeFacts();
		this.#older.finish();
		this.#levels.finish(this.#rows);
		const {rowsAtOnce} = this.#memory;
		writeBuckets(this.#database, this.#idHashes.subarray(0, this.#rows), rowsAtOnce);
		this.#idHashes = new Uint32Array(0);
		onShare(0.2);
		writeOrder(this.#database, 'size', this.#rows, rowsAtOnce);
		onShare(0.6);
		writeOrder(this.#database, 'created', this.#rows, rowsAtOnce);
		onShare(1);
		for (const [number, name] of formats.entries()) {
			this.#database.run('INSERT INTO formats VALUES (?, ?)', number, name);
		}
		const buckets = 2 ** bucketBits(this.#rows);
		this.#database.run('INSERT INTO about VALUES (?, ?, ?)', this.#rows, this.#bytes, buckets);
		this.#database.execute(`PRAGMA user_version = ${fileVersion}; COMMIT`);
		this.#database.close();
		if (onDisk) this.#sync();
		return {rows: this.#rows, bytes: this.#bytes};
	}

	#sync(): void {
		const file = openSync(this.#path, 'r');
		fsyncSync(file);
		closeSync(file);
	}

	/** Lets go of a file that is not to be finished. */
	abandon(): void {
		this.#database.close();
	}

	#writeNames(): void {
		if (this.#names.length === 0) return;
		this.#database.run(
			'INSERT INTO names VALUES (?, ?, ?, ?)',
			Math.floor((this.#rows - 1) / namesPerBlock),
			this.#firstName,
			this.#names.length,
			deflate(this.#names.bytes),
		);
		this.#names.length = 0;
	}

	#writeDetails(): void {
		const rows = this.#idEnds.length;
		if (rows === 0) return;
		const text = Buffer.concat([bytesOf(Uint32Array.from(this.#descriptionEnds)), this.#descriptions.bytes]);
		this.#database.run(
			'INSERT INTO details VALUES (?, ?, ?, ?, ?, ?)',
			Math.floor((this.#rows - 1) / detailsPerBlock),
			this.#oddIds ? this.#idList() : this.#ids.subarray(0, rows * packedLength),
			this.#hashes.bytes,
			bytesOf(Float64Array.from(this.#numbers)),
			text.length,
			deflate(text),
		);
		this.#oddIds = false;
		this.#idTexts.length = 0;
		this.#idEnds.length = 0;
		this.#numbers.length = 0;
		this.#hashes.length = 0;
		this.#descriptions.length = 0;
		this.#descriptionEnds.length = 0;
	}

	#idList(): string {
		const text = this.#idTexts.bytes;
		return JSON.stringify(this.#idEnds.map((end, i) => text.toString('utf8', this.#idEnds[i - 1] ?? 0, end)));
	}

	#writeFacts(): void {
		const chunk = Math.floor((this.#rows - 1) / rowsPerChunk);
		const rows = this.#rows - chunk * rowsPerChunk;
		if (this.#rows === 0 || this.#written > chunk) return;
		const sizes = this.#sizes.subarray(0, rows);
		const bytes = sizes.reduce((sum, size) => sum + size, 0);
		this.#database.run(
			'INSERT INTO facts VALUES (?, ?, ?, ?, ?)',
			chunk,
			bytes,
			bytesOf(sizes),
			bytesOf(this.#created.subarray(0, rows)),
			this.#flags.subarray(0, rows),
		);
		this.#bytes += bytes;
		this.#written = chunk + 1;
	}
}
