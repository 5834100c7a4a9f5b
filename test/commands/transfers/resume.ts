import {describe, expect, it} from 'vitest';
import type {ArgumentValues, Output, Tools} from '../../../source/commands/command.ts';
import {resumeTransfers} from '../../../source/commands/transfers/resume.ts';
import {errorFromValue} from '../../../source/model/errors/errors.ts';
import {IceaxeError} from '../../../source/model/errors/iceaxe-error.ts';
import {retrievalExpired} from '../../../source/model/transfer.ts';
import {transfer} from '../../fixtures/scene.ts';
import {scriptedLink} from '../../helpers/scripted-link.ts';

const error = new IceaxeError('not-found', 'The output is no longer there.', {code: retrievalExpired}).value;
const asking = transfer('t-1', {state: 'failed', error, asks: {tier: 'Standard', dollars: 1.0000297}});

const resumed = async (values: ArgumentValues, agrees = true) => {
	const questions: Parameters<Tools['confirm']>[0][] = [];
	const link = scriptedLink(
		[],
		{},
		{
			'transfers.list': () => [asking],
			'transfers.resume': ({retrieve}) => {
				if (!retrieve) throw errorFromValue(error);
				return null;
			},
			'transfers.finished': () => ({...asking, state: 'done', error: null, asks: null}),
		},
	);
	const confirm: Tools['confirm'] = async (question) => {
		questions.push(question);
		return agrees;
	};
	const outputs: Output[] = [];
	const tools = {link, folder: '/', signal: new AbortController().signal, say: () => {}, confirm};
	const run = async () => {
		for await (const output of resumeTransfers.run({transfer: ['t-1'], ...values}, tools)) outputs.push(output);
	};
	const thrown = await run().catch((problem: IceaxeError) => problem.value);
	const begun = link.asked.filter(
		({name, takes}) => name === 'transfers.resume' && (takes as {retrieve?: true}).retrieve,
	);
	return {outputs, questions, thrown, begun: begun.length};
};

describe('resuming a download whose output has expired', () => {
	it('fails with what is to be done, and begins nothing that costs', async () => {
		const {outputs, questions, begun} = await resumed({});
		expect(outputs).toEqual([{kind: 'failure', value: {subject: 't-1', error}}]);
		expect([questions, begun]).toEqual([[], 0]);
	});

	it('shows with --retrieve what it costs, and begins when that is agreed to', async () => {
		const {outputs, questions, begun} = await resumed({retrieve: true});
		expect(questions).toMatchObject([{effect: 'costs', title: expect.stringContaining(asking.name)}]);
		expect(questions[0]!.lines).toContain('cost   $1.00, without transfer out');
		expect(begun).toBe(1);
		expect(outputs).toMatchObject([{kind: 'transfer', value: {state: 'done'}}]);
	});

	it('leaves it at that when the answer is no', async () => {
		const {thrown, begun} = await resumed({retrieve: true}, false);
		expect(thrown).toMatchObject({kind: 'cancelled', message: 'Nothing was retrieved, and nothing has been paid.'});
		expect(begun).toBe(0);
	});
});
