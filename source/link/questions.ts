import {IceaxeError} from '../model/errors/iceaxe-error.ts';

type Ask = (question: number, device: string) => void;

/** What only a person knows, asked of all faces that can answer; the first answer counts. */
export type Questions = {
	/**
	 * The code of an MFA device.
	 * @throws IceaxeError `credentials` when nobody is there to answer, or nobody does
	 */
	ask(device: string): Promise<string>;
	/** A face that can answer: it is asked what is open, and all that comes. Returns the way to leave. */
	join(ask: Ask): () => void;
	answer(question: number, answer: string | null): void;
};

const nobody = (device: string) =>
	new IceaxeError('credentials', `The code of the MFA device ${device} is wanted, and nobody is there to give it.`, {
		hint: 'Run a command such as `iceaxe vaults list` on a terminal: it asks for the code, and what waits goes on.',
	});

type Open = {device: string; settle: PromiseWithResolvers<string>};

export const createQuestions = (): Questions => {
	const faces = new Set<Ask>();
	const open = new Map<number, Open>();
	let last = 0;
	const giveUp = (question: number) => {
		const {device, settle} = open.get(question)!;
		open.delete(question);
		settle.reject(nobody(device));
	};
	return {
		ask: (device) => {
			if (faces.size === 0) return Promise.reject(nobody(device));
			const settle = Promise.withResolvers<string>();
			open.set(++last, {device, settle});
			for (const ask of faces) ask(last, device);
			return settle.promise;
		},
		join: (ask) => {
			faces.add(ask);
			for (const [question, {device}] of open) ask(question, device);
			return () => {
				faces.delete(ask);
				if (faces.size === 0) for (const question of [...open.keys()]) giveUp(question);
			};
		},
		answer: (question, answer) => {
			if (!open.has(question)) return;
			if (answer === null) return giveUp(question);
			open.get(question)!.settle.resolve(answer);
			open.delete(question);
		},
	};
};
