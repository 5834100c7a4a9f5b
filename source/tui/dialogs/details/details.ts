import {span} from '../../text/line.ts';
import type {DialogModule} from '../module.ts';
import {archiveFacts, type KnownArchive} from './archive-facts.ts';
import {jobFacts} from './job-facts.ts';
import {vaultFacts} from './vault-facts.ts';

/** What the details are about. An archive is kept as it was, because its window may move on; the others are looked up as they are now. */
export type Subject =
	| {of: 'vault'; vaultName: string}
	| {of: 'archive'; vaultName: string; archive: KnownArchive}
	| {of: 'job'; jobId: string};

/** All that is known of one thing; a transfer has a dialog of its own. */
export type DetailsDialog = {kind: 'details'; subject: Subject};

const titles: Record<Subject['of'], string> = {vault: 'Vault', archive: 'Archive', job: 'Job'};

export const detailsModule: DialogModule<DetailsDialog & {id: number}> = {
	context: 'reading',
	width: 92,
	title: ({subject}) => [span(titles[subject.of], 'focus-title')],
	lines: () => [],
	facts: ({subject}, {engine, now}) => {
		switch (subject.of) {
			case 'vault':
				return vaultFacts(engine, subject.vaultName, now);
			case 'archive':
				return archiveFacts(subject.archive, subject.vaultName, now);
			case 'job':
				return jobFacts(engine, subject.jobId, now);
		}
	},
	keys: ({subject}) => [
		...(subject.of === 'vault' ? [['$', 'costs'] as const, ['=', 'changes'] as const] : []),
		['y', subject.of === 'vault' ? 'copy ARN' : 'copy id'],
		['Y', 'copy JSON'],
		['esc', 'back'],
	],
};
