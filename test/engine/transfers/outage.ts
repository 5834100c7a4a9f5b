import {describe, expect, it} from 'vitest';
import type {Failure, FailureKind} from '../../../source/engine/failure.ts';
import {Outage} from '../../../source/engine/transfers/outage.ts';
import {mismatch} from '../../../source/model/errors/errors.ts';

const failure = (kind: FailureKind): Failure => ({kind, error: mismatch(kind).value});
const fresh = () => new Outage(() => 0);

describe('an outage', () => {
	it('is not one connection that broke, but two in a row', () => {
		const outage = fresh();
		expect(outage.failed(failure('away'), 0)).toBe(true);
		expect(outage.waits).toBeNull();
		outage.answered();
		outage.failed(failure('away'), 0);
		expect(outage.waits).toBeNull();
		outage.failed(failure('away'), 0);
		expect(outage.waits).toEqual({for: 'network', error: failure('away').error});
	});

	it('is credentials that are refused once', () => {
		const outage = fresh();
		outage.failed(failure('expired'), 0);
		expect(outage.waits?.for).toBe('credentials');
	});

	it('is over when the service answers, if only to refuse', () => {
		for (const kind of ['again', 'gone', 'final'] as const) {
			const outage = fresh();
			outage.failed(failure('expired'), 0);
			expect(outage.failed(failure(kind), 0)).toBe(false);
			expect(outage.waits).toBeNull();
		}
	});

	it('lets one step begin at a time, after waits that grow by its own failures only', () => {
		const outage = fresh();
		outage.failed(failure('expired'), 1000);
		// Those that were begun before it was known.
		outage.failed(failure('expired'), 1001);
		outage.failed(failure('expired'), 1002);
		expect(outage.until).toBe(1250);
		expect(outage.allows(1249)).toBe(false);
		expect(outage.allows(1250)).toBe(true);
		outage.begin();
		expect(outage.allows(99_999)).toBe(false);
		expect(outage.until).toBeNull();
		outage.failed(failure('away'), 1300);
		expect(outage.until).toBe(1800);
		expect(outage.waits?.for).toBe('network');
	});
});
