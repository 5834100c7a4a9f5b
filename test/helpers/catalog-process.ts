import {openCatalog} from '../../source/catalog/open-catalog.ts';

/**
 * A second process on a catalog: opens the one that it is given as its first argument and does what its parent sends, one after the other.
 * Started with `fork`; it says `ready`, then answers each message with the same id.
 */
const catalog = await openCatalog({path: process.argv[2]!});

process.on('message', async ({id, noun, verb, takes}: {id: number; noun: string; verb: string; takes: unknown[]}) => {
	const methods = (catalog as unknown as Record<string, Record<string, (...takes: unknown[]) => Promise<unknown>>>)[
		noun
	]!;
	try {
		// Bytes come as text through the channel.
		const given = takes.map((value) => (verb === 'feed' && typeof value === 'string' ? Buffer.from(value) : value));
		process.send!({id, gives: (await methods[verb]!(...given)) ?? null});
	} catch (error) {
		process.send!({id, error: (error as Error).message});
	}
});
process.on('disconnect', () => process.exit());
process.send!('ready');
