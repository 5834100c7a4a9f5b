import {expect, it} from 'vitest';
import {startedAgain} from '../../source/headless/print-engines.ts';
import type {EngineStatus} from '../../source/model/engine-status.ts';

it('says of an engine that was stopped under an open screen that another one starts', () => {
	const engine = (faces: number) => ({account: 'backup', faces}) as EngineStatus;
	expect(startedAgain([engine(0)])).toEqual([]);
	expect(startedAgain([engine(0), engine(1)])).toEqual([
		expect.stringContaining('The engine of backup had 1 screen or command attached: an open screen starts another'),
	]);
});
