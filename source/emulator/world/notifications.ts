import {describeJob} from './job-description.ts';
import type {Job} from './jobs.ts';
import type {Vault} from './vaults.ts';
import type {World} from './world.ts';

/** A vault's notification configuration, in the service's own form. */
export type NotificationConfiguration = {SNSTopic: string; Events: string[]};

/** A message that a topic was sent. */
export type Notification = {number: number; sent: number; topic: string; message: string};

/** The events that a vault can announce (configuring-notifications). */
export const notificationEvents = ['ArchiveRetrievalCompleted', 'InventoryRetrievalCompleted'] as const;

/** Tells the job's own topic and the vault's, each, that a job is over, well or not. */
export const announce = (world: World, vault: Vault, job: Job): void => {
	const event = job.about.kind === 'archive' ? 'ArchiveRetrievalCompleted' : 'InventoryRetrievalCompleted';
	const configuration: NotificationConfiguration | null = vault.notifications && JSON.parse(vault.notifications);
	const topics = [job.topic, configuration?.Events.includes(event) ? configuration.SNSTopic : undefined];
	const message = JSON.stringify(describeJob(vault, job));
	for (const topic of topics) {
		if (topic === undefined) continue;
		world.store.run('INSERT INTO outbox (sent, topic, message) VALUES (?, ?, ?)', job.completed!, topic, message);
		world.notify(topic, message);
	}
};

/** All messages that were sent, oldest first. */
export const outbox = ({store}: World): Notification[] =>
	store.all<Notification>('SELECT number, sent, topic, message FROM outbox ORDER BY number');
