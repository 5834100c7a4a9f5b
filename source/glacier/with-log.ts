import {toErrorValue} from '../model/errors/errors.ts';
import type {ServiceCall} from '../model/events.ts';
import {timestamp} from '../model/timestamp.ts';
import type {Clock} from '../platform/clock.ts';
import type {Log} from '../platform/log.ts';
import {around, vaultOf} from './around.ts';
import {type Glacier, operations} from './glacier.ts';
import {requestIdOf} from './request-id.ts';

export type LogOptions = {
	clock: Clock;
	log: Log;
	onCall?: (call: ServiceCall) => void;
};

/** Writes every call and how it ended into the log and the log pane: operation, vault, time, request id; never a body or a header. */
export const withLog = (inner: Glacier, {clock, log, onCall}: LogOptions): Glacier =>
	around(inner, async (calling, proceed) => {
		const at = timestamp(clock.now());
		const began = performance.now();
		const tell = (outcome: string, requestId: string | null): ServiceCall => {
			const milliseconds = Math.round(performance.now() - began);
			const call = {
				at,
				operation: operations[calling.call],
				subject: vaultOf(calling),
				milliseconds,
				outcome,
				requestId,
			};
			onCall?.(call);
			return call;
		};
		try {
			const gives = await proceed();
			log.debug({call: tell('ok', requestIdOf(gives))}, 'The service answered.');
			return gives;
		} catch (error) {
			const value = toErrorValue(error);
			const call = tell(value.code ?? value.kind, value.requestId);
			if (value.kind === 'cancelled') log.debug({call}, 'The call was stopped.');
			else log.warn({call, error: value}, 'The call failed.');
			throw error;
		}
	});
