import {IceaxeError} from '../model/errors/iceaxe-error.ts';

/** What a request hears whose engine ended before it had answered. */
export const engineGone = (): IceaxeError =>
	new IceaxeError('unreachable', 'The engine has ended.', {
		code: 'ENGINE_GONE',
		hint: 'What it had verified is kept; the next iceaxe takes its work up again.',
	});
