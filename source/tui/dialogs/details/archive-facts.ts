import type {ArchiveRow} from '../../../model/archive.ts';
import {bytesText, countText} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import type {Fact} from '../../components/table/facts-table.tsx';
import {whenText} from './vault-facts.ts';

const newness: Record<ArchiveRow['newness'], string> = {
	'in-inventory': 'in the inventory',
	'uploaded-since': 'uploaded from here since the inventory',
	'deleted-since': 'deleted from here since the inventory',
};

/** What is known of an archive. The description stands as it was written, whatever was read out of it. */
export const archiveFacts = (archive: ArchiveRow, vaultName: string, now: number): Fact[] => [
	{name: 'name', value: displayText(archive.name), tone: 'strong'},
	{name: 'vault', value: displayText(vaultName)},
	{name: 'archive id', value: displayText(archive.archiveId)},
	{name: 'size', value: `${bytesText(archive.size)}, ${countText(archive.size)} bytes`},
	{name: 'uploaded', value: whenText(archive.created, now, '–')},
	{name: 'file changed', value: whenText(archive.modified, now, '–')},
	{name: 'tree hash', value: displayText(archive.treeHash)},
	{name: 'description', value: displayText(archive.description) || 'none'},
	{name: 'written as', value: archive.format},
	...(archive.encrypted || archive.compressed
		? [
				{
					name: 'by its writer',
					value: [archive.compressed ? 'compressed' : '', archive.encrypted ? 'encrypted' : '']
						.filter(Boolean)
						.join(', '),
				},
			]
		: []),
	{name: 'state', value: archive.marked ? `${newness[archive.newness]}, marked` : newness[archive.newness]},
];
