import type {Archive, ArchiveRow} from '../../../model/archive.ts';
import {bytesText, countedText, countText} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import type {Fact} from '../../components/table/facts-table.tsx';
import {whenText} from './vault-facts.ts';

const newness: Record<ArchiveRow['newness'], string> = {
	'in-inventory': 'in the inventory',
	'uploaded-since': 'uploaded from here since the inventory',
	'deleted-since': 'deleted from here since the inventory',
};

/** An archive, and what it is in the list where it was seen; from elsewhere nothing is known of that. */
export type KnownArchive = Archive & Partial<Pick<ArchiveRow, 'marked' | 'newness'>>;

/** What is known of an archive. The description stands as it was written, whatever was read out of it. */
export const archiveFacts = (archive: KnownArchive, vaultName: string, now: number): Fact[] => [
	{name: 'name', value: displayText(archive.name), tone: 'strong'},
	{name: 'vault', value: displayText(vaultName)},
	{name: 'archive id', value: displayText(archive.archiveId)},
	{
		name: 'size',
		value:
			archive.size < 1024
				? countedText(archive.size, 'byte')
				: `${bytesText(archive.size)}, ${countText(archive.size)} bytes`,
	},
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
	...(archive.newness === undefined
		? []
		: [{name: 'state', value: `${newness[archive.newness]}${archive.marked ? ', marked' : ''}`}]),
];
