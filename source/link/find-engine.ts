import type {Socket} from 'node:net';
import {setTimeout} from 'node:timers/promises';
import {IceaxeError} from '../model/errors/iceaxe-error.ts';
import {greet, untilClosed} from './client.ts';
import type {EnginePlace} from './engine-place.ts';
import type {Hello, Welcome} from './protocol.ts';
import type {StartEngine} from './start-engine.ts';

/** So long an engine is waited for that is about to end, or to begin; and that often it is tried. Milliseconds. */
const patience = 30_000;
const pause = 50;

/** Said by a face that has outlived its build: were it to replace the engine again, the two builds would do so by turns. */
export const otherBuild = (version = '') =>
	new IceaxeError(
		'unreachable',
		`Another build of iceaxe${version && ` (${version})`} has taken over what was under way here.`,
		{
			code: 'OTHER_BUILD',
			hint: 'It goes on there. Leave this one and start iceaxe again.',
		},
	);

/** The engine has welcomed us; what it says next is unread. */
type Attached = {socket: Socket; welcome: Extract<Welcome, {welcome: 'attached'}>};

const busy = (version: string) =>
	new IceaxeError(
		'invalid-input',
		`An engine of another build of iceaxe (${version}) takes an upload from a pipe, which cannot be taken up again.`,
		{hint: 'Wait until that has ended, or end it with `iceaxe engine stop`.'},
	);

/**
 * Attaches to the engine at a place. One of another build is asked to put its work away and end, if we are to replace it; one that is ending is
 * waited for. Where there is none, `start` starts one. Without `start`, gives undefined where there is none of this build.
 * @throws IceaxeError when it does not start, or cannot be replaced
 */
export const findEngine = async (
	{socket: path}: EnginePlace,
	hello: Extract<Hello, {ask: 'attach'}>,
	start: StartEngine | null,
	replaces = true,
): Promise<Attached | undefined> => {
	for (const began = performance.now(); performance.now() - began < patience; ) {
		const met = await greet(path, hello);
		if (!met) {
			if (!start) return undefined;
			// Somebody else may be starting one at this moment: then it is found in the next turn.
			if ((await start()) === 'taken') await setTimeout(pause);
			continue;
		}
		const {socket, welcome} = met;
		if ('welcome' in welcome && welcome.welcome === 'attached') return {socket, welcome};
		socket.destroy();
		if ('refused' in welcome && welcome.refused === 'build') {
			// Whoever only asks must not stop what it would not start again.
			if (!start) return undefined;
			if (!replaces) throw otherBuild(welcome.status.version);
			const other = await greet(path, {mark: hello.mark, ask: 'replace'});
			if (other && 'refused' in other.welcome && other.welcome.refused === 'busy') {
				other.socket.destroy();
				throw busy(welcome.status.version);
			}
			if (other) await untilClosed(other.socket);
		} else await setTimeout(pause);
	}
	throw new IceaxeError('bug', 'The engine neither answers nor ends.', {
		hint: '`iceaxe engine status` shows its process; end that, and what was verified is kept.',
	});
};
