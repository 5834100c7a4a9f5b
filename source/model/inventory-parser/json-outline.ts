import {byte, isBlank} from './json-scanner.ts';

/** No name or date is longer; what is longer is skipped like any other value. */
const longestText = 4096;

const textOf = (bytes: number[]): string => {
	const text = Buffer.from(bytes).toString('utf8');
	try {
		return JSON.parse(`"${text}"`) as string;
	} catch {
		return text;
	}
};

/** Reads what is around the rows of an inventory in JSON: its few texts, and where the list begins. Other values are skipped, however deep. */
export class JsonOutline {
	vaultArn: string | null = null;
	inventoryDate: string | null = null;
	/** The list of rows has begun. */
	listSeen = false;
	/** The file is nothing but the list. */
	bare = false;
	/** The outermost object, or the bare list, has ended. */
	closed = false;
	/** The file is no JSON. */
	broken = false;
	#depth = 0;
	#inString = false;
	#escaped = false;
	#bytes: number[] = [];
	#text: string | undefined;
	#key: string | undefined;

	/** Reads on. Gives the place after the bracket that opens the list, or the end of the portion. */
	take(bytes: Uint8Array, from: number): number {
		for (let at = from; at < bytes.length; at++) {
			const code = bytes[at]!;
			if (this.#inString) this.#string(code);
			else if (this.#opensList(code)) return at + 1;
			else this.#structure(code);
		}
		return bytes.length;
	}

	#string(code: number): void {
		if (code === byte.quote && !this.#escaped) {
			this.#inString = false;
			if (this.#depth === 1) this.#text = textOf(this.#bytes);
			this.#bytes = [];
			return;
		}
		this.#escaped = code === byte.backslash && !this.#escaped;
		if (this.#depth === 1 && this.#bytes.length < longestText) this.#bytes.push(code);
	}

	#opensList(code: number): boolean {
		if (code !== byte.openList || this.listSeen) return false;
		if (this.#depth === 0) this.bare = true;
		else if (this.#depth !== 1 || this.#key !== 'ArchiveList') return false;
		this.listSeen = true;
		return true;
	}

	#structure(code: number): void {
		if (code === byte.quote) this.#inString = true;
		else if (code === byte.openObject || code === byte.openList) this.#depth++;
		else if (code === byte.comma || code === byte.closeObject || code === byte.closeList) this.#endValue(code);
		else if (code === byte.colon && this.#depth === 1) {
			this.#key = this.#text;
			this.#text = undefined;
		}
		// A byte order mark may come first.
		if (this.#depth === 0 && !this.closed && !isBlank(code) && code < 0x80) this.broken = true;
	}

	#endValue(code: number): void {
		if (this.#depth === 1) {
			if (this.#key === 'VaultARN') this.vaultArn = this.#text ?? null;
			if (this.#key === 'InventoryDate') this.inventoryDate = this.#text ?? null;
			this.#key = undefined;
			this.#text = undefined;
		}
		if (code === byte.comma) return;
		this.#depth--;
		if (this.#depth === 0) this.closed = true;
	}
}
