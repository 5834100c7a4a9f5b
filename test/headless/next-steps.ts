import {expect, it} from 'vitest';
import type {Command} from '../../source/commands/command.ts';
import {nextSteps} from '../../source/headless/next-steps.ts';
import type {Transfer} from '../../source/model/transfer.ts';

const upload = {name: 'archives.upload', lasting: 'begins'} as Command;
const unfinished = [{transferId: 'one', direction: 'upload'}] as Transfer[];
const ended = {command: upload, stopped: true, unfinished, program: 'iceaxe', apart: true};

it('says of what goes on that it does, and how to take up what has stopped', () => {
	expect(nextSteps({...ended, goesOn: true})).toEqual(['1 transfer goes on without this command.']);
	expect(nextSteps({...ended, goesOn: false})).toEqual([
		'Stopped. 1 transfer can go on where it stopped:',
		'  iceaxe transfers resume one',
	]);
	expect(nextSteps({...ended, unfinished: [], goesOn: true})).toEqual(['Stopped.']);
});
