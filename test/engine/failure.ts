import {describe, expect, it} from 'vitest';
import {mayHaveHappened, retryDelay, toFailure} from '../../source/engine/failure.ts';
import {GlacierError} from '../../source/glacier/glacier-error.ts';
import {mismatch, notFound} from '../../source/model/errors/errors.ts';
import {IceaxeError} from '../../source/model/errors/iceaxe-error.ts';

describe('what a failure means', () => {
	it.each([
		['away', new GlacierError('unreachable', 'no network', {repeat: 'safe'})],
		['final', new GlacierError('unreachable', 'a certificate that is not trusted', {repeat: 'useless'})],
		['again', new GlacierError('service', 'internal failure', {repeat: 'unsure'})],
		['final', new GlacierError('service', 'a policy', {repeat: 'useless'})],
		['again', new GlacierError('mismatch', 'a flipped bit', {repeat: 'useless'})],
		['gone', new GlacierError('not-found', 'no such upload')],
		['gone', notFound('no such job')],
		['final', new GlacierError('denied', 'no')],
		['expired', new GlacierError('credentials', 'expired', {code: 'ExpiredTokenException'})],
		['expired', new GlacierError('credentials', 'a clock that is wrong', {repeat: 'safe'})],
		['expired', new IceaxeError('credentials', 'an SSO session that has ended', {code: 'SESSION_ENDED'})],
		['unaccepted', new GlacierError('credentials', 'an unknown key', {code: 'InvalidAccessKeyId'})],
		['unaccepted', new IceaxeError('credentials', 'none were found')],
		['again', mismatch('too few bytes')],
		['final', Object.assign(new Error('disk full'), {code: 'ENOSPC', path: '/x'})],
		['final', new TypeError('a bug')],
	] as const)('%s: %s', (kind, error) => expect(toFailure(error).kind).toBe(kind));

	it('says whether the service may have done it all the same', () => {
		expect(mayHaveHappened(new GlacierError('unreachable', 'reset', {repeat: 'unsure'}))).toBe(true);
		expect(mayHaveHappened(new GlacierError('unreachable', 'refused', {repeat: 'safe'}))).toBe(false);
		expect(mayHaveHappened(new GlacierError('denied', 'no'))).toBe(false);
	});
});

describe('the wait before the next try', () => {
	it('doubles, varies by half, and has an end', () => {
		expect([1, 2, 3].map((tries) => retryDelay(tries, 0))).toEqual([250, 500, 1000]);
		expect(retryDelay(1, 0.999)).toBeLessThan(500);
		expect(retryDelay(1000, 0.999)).toBeLessThanOrEqual(30_000);
	});
});
