import {type Gives, type Glacier, type GlacierCall, operations, type Takes} from './glacier.ts';

/** One call on its way to the service. */
export type Calling<Call extends GlacierCall = GlacierCall> = {
	call: Call;
	takes: Takes<Call>;
	signal: AbortSignal | undefined;
};

/** What a wrapper does around every call: `proceed` makes the call, as often as it is called. */
export type Around = <Call extends GlacierCall>(
	calling: Calling<Call>,
	proceed: () => Promise<Gives<Call>>,
) => Promise<Gives<Call>>;

/** The same interface with something done around each of its calls. */
export const around = (inner: Glacier, wrap: Around): Glacier => {
	const wrapped = (Object.keys(operations) as GlacierCall[]).map((call) => {
		const method = inner[call] as (takes: unknown, signal?: AbortSignal) => Promise<Gives<GlacierCall>>;
		return [
			call,
			async (takes: Takes<GlacierCall>, signal?: AbortSignal) =>
				wrap({call, takes, signal}, () => method.call(inner, takes, signal)),
		];
	});
	return {...Object.fromEntries(wrapped), close: () => inner.close()};
};

/** The vault that a call is about; null when it is about the account. */
export const vaultOf = ({takes}: Calling): string | null => ('vaultName' in takes ? takes.vaultName : null);
