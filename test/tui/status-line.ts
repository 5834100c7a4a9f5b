import {describe, expect, it} from 'vitest';
import type {Account, Right} from '../../source/model/account.ts';
import {unicodeGlyphs} from '../../source/tui/glyphs.ts';
import {rightsWord, type StatusPicture, statusLine} from '../../source/tui/status-line.ts';
import {tabsLine} from '../../source/tui/tabs-line.ts';
import {lineText, span} from '../../source/tui/text/line.ts';
import {trafficLine} from '../../source/tui/traffic-line.ts';

const account: Account = {
	accountId: '123456789012',
	region: 'us-east-1',
	profile: 'backupreader',
	endpoint: null,
	speed: 1,
	label: null,
};
const picture: StatusPicture = {
	account,
	connection: {state: 'online', error: null},
	rights: [],
	moving: 2,
	heldUp: 0,
	rate: 61_000_000,
	secondsLeft: 69 * 60,
	rates: [20e6, 40e6, 61e6],
	jobs: 3,
	bytes: 13.6 * 2 ** 40,
};
const draw = (change: Partial<StatusPicture> = {}, width = 120) =>
	lineText(statusLine({...picture, ...change}, width, unicodeGlyphs));
const denied = (permission: Right['permission']): Right => ({permission, vaultName: null, allowed: false});

describe('the status line', () => {
	it('says who and where, and what goes on', () =>
		expect(draw()).toBe(
			' iceaxe  123456789012 · us-east-1 · backupreader      ● 2 moving 61.0 MB/s · 1 h 09 m   ◷ 3 jobs   13.6 TiB · $50.14/mo ',
		));

	it('leaves out what matters least', () => {
		expect(draw({}, 140)).toContain('1 h 09 m      ▃▆█   ◷');
		expect(draw({}, 120)).not.toContain('█');
		expect(draw({}, 100)).not.toContain('/mo');
		expect(draw({}, 100)).toContain('◷ 3 jobs');
		expect(draw({}, 80)).not.toContain('jobs');
		expect(draw({}, 80)).toContain('2 moving 61.0 MB/s');
		for (let width = 40; width < 200; width++) expect(draw({}, width)).toHaveLength(width);
	});

	it('says before anything else that the service cannot be had', () => {
		const far = {...account, endpoint: 'http://127.0.0.1:40675', profile: null};
		const offline: Partial<StatusPicture> = {account: far, connection: {state: 'offline', error: null}, jobs: 0};
		expect(draw({...offline, moving: 0}, 80)).toContain('127.0.0.1:40675  123456789012 · us-east-1  offline ');
		expect(draw({...offline, moving: 0}, 80)).not.toContain('TiB');
		expect(draw(offline, 60)).toMatch(/^ iceaxe .*offline +◷ 2 waiting $/);
		for (let width = 40; width < 120; width++) {
			expect(draw(offline, width)).toHaveLength(width);
			expect(draw(offline, width)).toContain(' offline ');
		}
	});

	it('tells a demo from an account', () =>
		expect(draw({account: {...account, label: 'demo', speed: 720, profile: null}})).toContain(
			'iceaxe  demo 720× time  123456789012 · us-east-1 ',
		));

	it.each<[string, Partial<StatusPicture>]>([
		['starting …', {account: null, moving: 0, jobs: 0, bytes: 0}],
		['no engine', {account: null, connection: {state: 'offline', error: null}}],
		['no credentials', {account: null, connection: {state: 'no-credentials', error: null}}],
		['backupreader  offline', {connection: {state: 'offline', error: null}}],
		['◷ 2 waiting   ◷ 3 jobs', {connection: {state: 'offline', error: null}}],
		['◷ 2 held up   ◷ 3 jobs', {moving: 0, heldUp: 2, rate: 0}],
		['● 2 moving 61.0 MB/s', {heldUp: 1}],
		['us-east-1 · may not upload', {account: {...account, profile: null}, rights: [denied('glacier:UploadArchive')]}],
	])('says %s', (words, change) => expect(draw(change)).toContain(words));
});

it('the rights of a key are a word', () => {
	expect(rightsWord([])).toBe('');
	expect(rightsWord([denied('glacier:InitiateJob')])).toBe('may not retrieve');
	expect(rightsWord([denied('glacier:InitiateMultipartUpload')])).toBe('may not upload');
	expect(rightsWord([denied('glacier:InitiateJob'), denied('glacier:UploadArchive')])).toBe('may only look');
	expect(rightsWord([{...denied('glacier:InitiateJob'), vaultName: 'photos'}])).toBe('');
});

it('tabs stand for the panes where there is room for one', () => {
	const draw = (width: number) => lineText(tabsLine('jobs', [span('● 2 moving ')], width));
	expect(draw(60)).toBe(' 1 Vaults  2 Inventory  3 Jobs  4 Transfers      ● 2 moving ');
	expect(draw(50)).toBe(' 1 Vaults  2 Inventory  3 Jobs  4 Transfers       ');
	expect(draw(20)).toBe(' 1 Vaults  2 Invento');
});

it('all transfers stand in one line where they have no pane', () => {
	const all = {open: 3, moving: 2, heldUp: 0, rate: 61_000_000, secondsLeft: 820, done: 50e9, size: 100e9};
	expect(lineText(trafficLine(all, 60, unicodeGlyphs))).toBe(
		' 4 2 moving 61 MB/s  50 % of 93.1 GiB  13 min  ██████░░░░░░ ',
	);
	expect(lineText(trafficLine({...all, moving: 0, rate: 0}, 60, unicodeGlyphs))).toMatch(
		/^ 4 3 transfers {2}50 % of 93\.1 GiB /,
	);
	expect(lineText(trafficLine({...all, moving: 0, heldUp: 1, rate: 0}, 60, unicodeGlyphs))).toMatch(
		/^ 4 1 held up {2}50 %/,
	);
	for (let width = 40; width < 100; width++)
		expect(lineText(trafficLine(all, width, unicodeGlyphs))).toHaveLength(width);
});
