import type {Timestamp} from '../timestamp.ts';

/** What a form says of its archive. Only the name is certain to be there. */
export type Decoded = {
	/** As the writer meant it, `/` between folders; not safe for anything yet. */
	rawName: string;
	/** When the file was last changed. */
	modified?: Timestamp | null;
	/** Whether the writing tool compressed or encrypted the bytes. */
	compressed?: boolean;
	encrypted?: boolean;
	/** Whether the archive stands for a folder. A name that ends in `/` says so too. */
	directory?: boolean;
	/** Bytes of the file before it was compressed and encrypted. */
	realSize?: number;
};

/** One form of descriptions. A new one is a file with a decoder and its line in descriptions.ts. */
export type Decoder<Id extends string> = {
	readonly id: Id;
	/**
	 * Reads a description, stripped of white space and quotes around it; `undefined` when it is not of this form or is broken.
	 * Never throws. Runs for millions of rows: a glance at the first characters comes first.
	 */
	decode(text: string): Decoded | undefined;
};
