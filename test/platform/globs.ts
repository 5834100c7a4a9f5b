import {expect, it} from 'vitest';
import {globMatcher} from '../../source/platform/globs.ts';

it.each([
	['*.jpg', ['a.jpg', '.b.jpg', 'c/d/e.jpg'], ['a.jpg.png', 'jpg']],
	['cache', ['cache', 'a/cache'], ['caches', 'cache.jpg']],
	['cache/', ['cache', 'cache/a', 'a/cache/.b/c'], ['caches/a']],
	['/cache', ['cache'], ['a/cache']],
	['cache/**', ['cache', 'cache/.a/b'], ['a/cache/b']],
	['2026/*/raw.?ar', ['2026/a/raw.tar', '2026/.a/raw.war'], ['a/2026/a/raw.tar', '2026/raw.tar', '2026/a/b/raw.tar']],
	['{a,b}.txt', ['a.txt', 'c/b.txt'], ['c.txt']],
	['**/tmp/**', ['tmp/a', 'a/tmp/b/c'], ['a/b']],
	['[', ['['], ['a']],
])('%s means what a .gitignore would mean by it', (glob, meant, others) => {
	const matches = globMatcher([glob]);
	expect(meant.filter((name) => !matches(name))).toEqual([]);
	expect(others.filter(matches)).toEqual([]);
});

it('means nothing without a pattern, and refuses an empty one', () => {
	expect(globMatcher([])('a')).toBe(false);
	for (const glob of ['', '/']) expect(() => globMatcher([glob])).toThrow('An empty pattern means no file.');
});
