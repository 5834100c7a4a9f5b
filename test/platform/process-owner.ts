import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {describe, expect, it} from 'vitest';
import {isAlive, ownerName} from '../../source/platform/process-owner.ts';

describe('the owner of something', () => {
	it('lives as long as its process', async () => {
		expect(isAlive(ownerName('one'))).toBe(true);
		const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
		child.kill('SIGKILL');
		await once(child, 'exit');
		expect(isAlive(`${child.pid}:1:one`)).toBe(false);
	});

	it('is not a process that has its number by chance', () => {
		const [pid] = ownerName('one').split(':');
		expect(isAlive(`${pid}:12345:one`)).toBe(process.platform !== 'linux');
	});

	it('is nobody when the name is none', () => {
		for (const name of ['', 'nobody', '-1:x:y', '0:x:y', '1.5:x:y']) expect(isAlive(name)).toBe(false);
	});
});
