/** A noun of the catalog as the worker has it: what the contract promises for later, given at once. */
export type Queries<Noun> = {
	[Verb in keyof Noun]: Noun[Verb] extends (...takes: infer Takes) => Promise<infer Gives>
		? (...takes: Takes) => Gives
		: never;
};

/** The same, for a noun some of whose answers take time in the worker too. */
export type SlowQueries<Noun> = {
	[Verb in keyof Noun]: Noun[Verb] extends (...takes: infer Takes) => Promise<infer Gives>
		? (...takes: Takes) => Gives | Promise<Gives>
		: never;
};
