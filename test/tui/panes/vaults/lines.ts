import {describe, expect, it} from 'vitest';
import type {Account} from '../../../../source/model/account.ts';
import {nothingYet} from '../../../../source/model/inventory.ts';
import {type VaultsPicture, vaultsLines} from '../../../../source/tui/panes/vaults/lines.ts';
import {vaultsWidths} from '../../../../source/tui/panes/vaults/presentation.ts';
import {lineText} from '../../../../source/tui/text/line.ts';
import {lookOf} from '../../../../source/tui/theme.ts';
import {sceneNow, unreachable, vault} from '../../../fixtures/scene.ts';

const look = lookOf({theme: 'terminal', ascii: false}, {colours: '256', unicode: true});

const account: Account = {
	...{accountId: '123456789012', region: 'us-east-1', profile: null},
	...{endpoint: null, speed: 1, label: null},
};

/** The first question is under way. */
const unheard: Partial<VaultsPicture> = {list: {vaults: [], listed: true, at: null}, asking: 0};

const draw = (change: Partial<VaultsPicture> = {}, width = 48, height = 7): string[] =>
	vaultsLines({
		rect: {left: 0, top: 0, width, height},
		look,
		now: sceneNow,
		list: {
			vaults: [
				vault('archive-2014', {lastInventoryDate: null}),
				vault('photos', {
					numberOfArchives: 8_123_456,
					sizeInBytes: 9.8 * 2 ** 40,
					lastInventoryDate: '2026-11-18T16:20:00Z',
				}),
				vault('summitroute_backup', {numberOfArchives: 412, sizeInBytes: 3.7 * 2 ** 40}),
			],
			listed: true,
			at: '2026-11-23T16:20:00Z',
		},
		inventories: {},
		connection: {state: 'online', error: null},
		account,
		asking: null,
		focused: true,
		numbered: true,
		trail: [],
		vaultName: 'photos',
		scroll: 0,
		filter: '',
		filtering: null,
		...change,
	}).map(lineText);

describe('the vaults', () => {
	it('stand below each other, figures and units in their columns', () =>
		expect(draw()).toEqual([
			'╭─ 1 Vaults ───────────────────────────────────╮',
			'│ Name                    Count    Size    Age │',
			'│ archive-2014                –       –      – │',
			'│▌photos                  8.1 M   9.8 T    5 d │',
			'│ summitroute_backup        412   3.7 T   31 h │',
			'│                                              │',
			'╰──────────────────────────────────────── 2/3 ─╯',
		]));

	it('leave out what there is no room for, the count first', () => {
		expect(draw({}, 43)[4]).toBe('│ summitr…e_backup     412   3.7 T   31 h │');
		expect(draw({}, 39)[4]).toBe('│ summitroute_backup     3.7 T   31 h │');
		expect(draw({}, 34)[4]).toBe('│ summitroute_backup       3.7 T │');
		expect(draw({}, 26)[4]).toBe('│ summit…_backup   3.7 T │');
	});

	it('are whole in the widths that they ask for, whatever their figures are', () => {
		const names = [{vaultName: 'photos'}, {vaultName: 'summitroute_backup'}];
		const [all, fewer] = vaultsWidths(names);
		expect(draw({}, all)[4]).toBe('│ summitroute_backup     412   3.7 T   31 h │');
		expect(draw({}, fewer)[4]).toBe('│ summitroute_backup   3.7 T   31 h │');
		expect(vaultsWidths([])).toEqual([]);
		expect(vaultsWidths([{vaultName: 'a'}])[0]).toBe(vaultsWidths([{vaultName: 'abcd'}])[0]);
	});

	it('keep the count where no name is cut for it', () => {
		const list = {vaults: [vault('photos', {numberOfArchives: 412})], listed: true, at: null};
		expect(draw({list}, 36)[2]).toMatch(/^│▌photos +412 /);
	});

	it('have the counts of an inventory in the catalog where the service has none, and say so', () => {
		const inventory = {
			...nothingYet('archive-2014'),
			inventoryDate: '2026-11-20T16:20:00Z',
			archives: 88,
			bytes: 2 ** 40,
		};
		const inventories = {'archive-2014': {inventory, progress: null, revision: 1}};
		const lines = draw({inventories, vaultName: 'archive-2014'});
		expect(lines[2]).toBe('│▌archive-2014               88   1.0 T    3 d │');
		expect(lines.at(-1)).toContain('counts of the catalog');
		expect(draw({inventories}).at(-1)).not.toContain('catalog');
	});

	it('show as many as there is room for', () => {
		const lines = draw({vaultName: 'summitroute_backup'}, 40, 5);
		expect(lines.slice(2, -1).map((line) => line.slice(0, 8))).toEqual(['│ photos', '│▌summit']);
		expect(lines.at(-1)).toContain('3/3');
	});

	it('show only what the filter finds', () => {
		const lines = draw({filter: 'PHO'});
		expect(lines[2]).toContain('photos');
		expect(lines[3]!.trim()).toMatch(/^│ +│$/);
		expect(lines.at(-1)).toContain('/PHO');
		expect(draw({filter: 'xyz'}, 60).join('\n')).toContain('No vault has “xyz” in its name. esc shows all.');
	});

	it.each<[string, Partial<VaultsPicture>]>([
		['The engine starts …', {...unheard, connection: {state: 'unknown', error: null}, account: null}],
		['Asking for the vaults …', unheard],
		['No answer for 12 s.', {...unheard, asking: 12}],
		['The service gave no list of the vaults.', {...unheard, asking: null}],
		['no answer for 12 s', {asking: 12}],
		['No vaults in us-east-1 yet.', {list: {vaults: [], listed: true, at: '2026-11-23T16:20:00Z'}}],
		['with --region', {list: {vaults: [], listed: true, at: '2026-11-23T16:20:00Z'}}],
		['q leaves', {...unheard, connection: {state: 'offline', error: unreachable}, account: null}],
		['c creates one.', {list: {vaults: [], listed: true, at: '2026-11-23T16:20:00Z'}}],
		['(glacier:ListVaults)', {list: {vaults: [], listed: false, at: '2026-11-23T16:20:00Z'}}],
		[
			'does not answer',
			{list: {vaults: [], listed: true, at: null}, connection: {state: 'offline', error: unreachable}},
		],
		[
			'enter shows what can be done.',
			{list: {vaults: [], listed: true, at: null}, connection: {state: 'no-credentials', error: null}},
		],
		['offline, as last seen', {connection: {state: 'offline', error: unreachable}}],
	])('say %s', (words, change) => expect(draw(change, 60).join('\n')).toContain(words));

	it('let nothing through that would move the cursor', () => {
		const lines = draw({list: {vaults: [vault('evil\u001b[2J')], listed: true, at: null}});
		expect(lines.join('\n')).not.toContain('\u001b');
	});
});
