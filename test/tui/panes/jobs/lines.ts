import {describe, expect, it} from 'vitest';
import {type JobsPicture, jobsLines} from '../../../../source/tui/panes/jobs/lines.ts';
import {jobRow} from '../../../../source/tui/panes/jobs/model.ts';
import {paneTitle} from '../../../../source/tui/panes/pane-title.ts';
import {lineText} from '../../../../source/tui/text/line.ts';
import {lookOf} from '../../../../source/tui/theme.ts';
import {inventoryJob, job, sceneNow, succeeded} from '../../../fixtures/scene.ts';

const look = lookOf({theme: 'terminal', ascii: false}, {colours: '256', unicode: true});
const hour = 3_600_000;

const jobs = [
	job('1'),
	job('2', {...succeeded(3 * hour), name: 'nightly/2026-11-18.tar.gpg'}),
	job('3', {...inventoryJob, ...succeeded(22 * hour), vaultName: 'photos'}),
	job('4', {...succeeded(25 * hour), name: 'old.tar'}),
	job('5', {
		statusCode: 'Failed',
		completed: true,
		statusMessage: 'The archive was deleted meanwhile',
		name: 'older.tar',
	}),
];

const draw = (change: Partial<JobsPicture> = {}, width = 70, height = 7) =>
	jobsLines({
		rect: {left: 0, top: 0, width, height},
		look,
		now: sceneNow,
		beat: 0,
		title: paneTitle('3', 'Jobs', false),
		jobs,
		denied: false,
		waits: null,
		focused: false,
		list: {cursor: 0, scroll: 0},
		filter: '',
		filtering: null,
		...change,
	});
const texts = (...given: Parameters<typeof draw>): string[] => draw(...given).map(lineText);

describe('the jobs', () => {
	it('say what is ready when, and for how long', () =>
		expect(texts({}, 72)).toEqual([
			'╭─ 3 Jobs ─────────────────────────────────────────────────────────────╮',
			'│▌⠋ retrieve   nightly/2026-11-19.tar.gpg           ready in ~2 h 14 m │',
			'│ ✓ retrieve   nightly/2026-11-18.tar.gpg              output for 21 h │',
			'│ ✓ inventory  photos                              output for 2 h 00 m │',
			'│ – retrieve   old.tar                                  output expired │',
			'│ ✗ retrieve   older.tar             The archive was deleted meanwhile │',
			'╰──────────────────────────────────────────────────────────────── 1/5 ─╯',
		]));

	it('name the tier where there is room for it', () => {
		expect(texts({}, 84)[1]).toMatch(/nightly\/2026-11-19.tar.gpg +Standard +ready/);
		expect(texts({}, 84)[3]).not.toContain('Standard');
	});

	it('keep yellow for what expires soon, and red for what failed', () => {
		const tones = draw({}, 80)
			.slice(1, 6)
			.map((line) => line.findLast(({text, tone}) => text.trim() !== '' && tone !== 'border')?.tone);
		expect(tones).toEqual(['plain', 'plain', 'attention', 'dim', 'failed']);
	});

	it('turn their signs only while something is under way', () => {
		expect(texts({beat: 1})[1]![2]).toBe('⠙');
		expect(texts({beat: 10})[1]![2]).toBe('⠋');
		expect(texts({beat: 3})[2]![2]).toBe('✓');
	});

	it.each<[string, Partial<JobsPicture>]>([
		['No jobs. r restores archives, i asks for an inventory.', {jobs: []}],
		['(glacier:ListJobs)', {jobs: [], denied: true}],
		['No job is about “xyz”.', {filter: 'xyz'}],
	])('say %s', (words, change) => expect(texts(change).join('\n')).toContain(words));
});

describe('jobRow', () => {
	it('does not promise what is late', () =>
		expect(jobRow(job('1', {creationDate: '2026-11-23T10:00:00Z'}), sceneNow).state).toBe('ready any minute'));

	it('shows nothing that is harmful', () =>
		expect(jobRow(job('1', {name: 'a\u001b[2J'}), sceneNow).what).not.toContain('\u001b'));

	it('calls what has no name by its id', () => {
		const {what} = jobRow(job('1', {name: null, archiveId: 'abc'}), sceneNow);
		expect(what).toBe('abc');
	});
});
