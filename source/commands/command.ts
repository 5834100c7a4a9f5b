import type {Permission} from '../model/account.ts';
import type {Archive, Newness} from '../model/archive.ts';
import type {TransferLimits} from '../model/bandwidth.ts';
import type {Share} from '../model/breakdown.ts';
import type {BackupCalendar} from '../model/calendar.ts';
import type {Deletion} from '../model/deletion.ts';
import type {DifferenceKind} from '../model/differences.ts';
import type {ErrorValue} from '../model/errors/iceaxe-error.ts';
import type {FolderSums} from '../model/folder-upload.ts';
import type {Inventory} from '../model/inventory.ts';
import type {InventoryFormat} from '../model/inventory-parser/inventory-parser.ts';
import type {Job} from '../model/job.ts';
import type {PlannedFile} from '../model/planned-file.ts';
import type {EngineLink} from '../model/requests.ts';
import type {RestorePlan} from '../model/restore-plan.ts';
import type {Timestamp} from '../model/timestamp.ts';
import type {Chunk, chunkStateNames, Transfer} from '../model/transfer.ts';
import type {CountedVault} from '../model/vault-counts.ts';

/**
 * How a person is asked before a command runs.
 *
 * - `none`: it can be undone, or changes nothing.
 * - `costs`: count, bytes, tier, price and time are shown; enter agrees.
 * - `irreversible`: the name of the thing is typed; scripts say `--yes`.
 */
export type Effect = 'none' | 'costs' | 'irreversible';

/** One argument of a command, for the scripting face's options, the palette's prompts and the help. */
export type Argument = {
	/** The key in the command's arguments, and the option's name: `vault` is `--vault`. */
	name: string;
	/** In one line, for the help. */
	title: string;
	type: 'text' | 'vault' | 'file' | 'folder' | 'tier' | 'flag';
	/** A positional argument of the scripting face; else an option. */
	positional?: boolean;
	/** Takes one or more values. */
	many?: boolean;
	/** An option that may be given several times. */
	repeated?: boolean;
	required?: boolean;
	/** What is taken when it is not given, as the help says it. */
	otherwise?: string;
};

export type ArgumentValues = Record<string, string | boolean | readonly string[] | undefined>;

/** The state of a chunk as scripts read it. */
export type ChunkStateName = (typeof chunkStateNames)[Chunk['state']];

/** How many chunks are in which state. */
export type ChunkCounts = Record<ChunkStateName, number>;

/** A line of one level of a vault's tree: a folder with the sums over all below it, or an archive, whose `archives` is 1. */
export type Branch = {
	type: 'folder' | 'archive';
	path: string;
	archives: number;
	bytes: number;
	/** When the newest archive was uploaded; null when none is there. */
	newest: Timestamp | null;
	marked: number;
	/** Null for a folder. */
	archiveId: string | null;
};

/** What a command gives, one at a time: each is a line of `--json`, and a face knows how to draw each kind. */
export type Output =
	| {kind: 'vault'; value: CountedVault}
	/** With its `newness` where it comes from a list. */
	| {kind: 'archive'; value: Archive & {newness?: Newness}}
	| {kind: 'inventory'; value: Inventory & {jobId: string | null}}
	| {kind: 'job'; value: Job}
	| {kind: 'transfer'; value: Transfer}
	| {kind: 'described-transfer'; value: Transfer & {chunks: ChunkCounts}}
	| {kind: 'chunk'; value: Omit<Chunk, 'state'> & {state: ChunkStateName}}
	| {kind: 'plan'; value: RestorePlan}
	| {kind: 'limits'; value: TransferLimits}
	/** A file of a folder, and what would become of it. */
	| {kind: 'file'; value: PlannedFile}
	/** What was found in a folder, and done. */
	| {kind: 'folder'; value: FolderSums & {vaultName: string; path: string}}
	| {kind: 'deleted'; value: {vaultName: string; archiveId: string | null}}
	/** What became of all that were marked. */
	| {kind: 'deletion'; value: Deletion & {vaultName: string}}
	| {kind: 'calendar'; value: BackupCalendar}
	| {kind: 'branch'; value: Branch}
	| {kind: 'difference'; value: {change: DifferenceKind} & Archive}
	| {kind: 'share'; value: {by: 'folder' | 'age' | 'format'} & Share}
	| {kind: 'names'; value: {vaultName: string; names: number; known: number; refused: number}}
	| {
			kind: 'marks';
			/** How many archives are marked now, their bytes, and how many ids of a file were of no archive that is there. */
			value: {vaultName: string; path: string | null; archives: number; bytes: number; unknown: number};
	  }
	| {
			kind: 'exported';
			/** Bytes of the file. */
			value: {vaultName: string; path: string; format: InventoryFormat; archives: number; bytes: number};
	  }
	/** The next piece of a text that is itself the result, such as an inventory in CSV. */
	| {kind: 'text'; value: string}
	/** One of perhaps several things could not be done; the others went on. */
	| {kind: 'failure'; value: {subject: string; error: ErrorValue}};

/** What a command may use. */
export type Tools = {
	link: EngineLink;
	/** Paths that a person gave are relative to this folder. */
	folder: string;
	signal: AbortSignal;
	/** Under which a face watches what the command does, and stops it: see `acts.stop`. */
	actId?: string;
	/** A sentence for people, on standard error or as a toast; never part of the result. */
	say(text: string): void;
	/**
	 * What the person pipes in, or with a command what that prints once its first piece is asked for, until it has ended well. The signal ends
	 * the command. Absent where there is no pipe: in the screen.
	 * @throws IceaxeError `invalid-input` at once when nothing is piped in
	 */
	pipe?(command: string | null, signal: AbortSignal): AsyncIterable<Uint8Array>;
	/** Asks before money is spent or something is gone; a face decides how. Resolves to whether to go on. */
	confirm(question: {title: string; lines: readonly string[]; effect: Effect; typed: string | null}): Promise<boolean>;
};

/** What a face knows when it decides whether a command can be used now. */
export type Situation = {
	vaultName: string | null;
	/** The archive under the cursor, which may be one that was deleted since the inventory. */
	archive: (Archive & {newness?: Newness}) | null;
	marked: number;
	job: Job | null;
	transfer: Transfer | null;
	connected: boolean;
	/** Whether a permission is known to be denied, for the vault or for the account. */
	denied(permission: Permission, vaultName: string | null): boolean;
};

/** One thing a person can ask for. Its file is `commands/<noun>/<verb>.ts`. */
export type Command = {
	/** `archives.restore`: noun and verb. On the command line it is `archives restore`. */
	name: string;
	/** `Restore archives`. */
	title: string;
	/** One or two sentences for the help and the README. */
	description: string;
	arguments: readonly Argument[];
	effect: Effect;
	/**
	 * That its work lasts, and is for an engine that outlives the face. `begins`: what it began stops when a person stops the command.
	 * `shows`: that only ends the showing.
	 */
	lasting?: 'begins' | 'shows';
	/** Permissions without which it cannot work. */
	needs: readonly Permission[];
	/** Why it cannot be used now beside a lack of permissions, as a sentence; undefined when it can. */
	unavailable?(situation: Situation): string | undefined;
	/**
	 * Does it, giving its results one by one.
	 * @throws IceaxeError
	 */
	run(values: ArgumentValues, tools: Tools): AsyncIterable<Output>;
};

/** Why a command cannot be used in a situation: a denied permission first, then its own reason. */
export const whyUnavailable = (command: Command, situation: Situation): string | undefined => {
	const missing = command.needs.find((permission) => situation.denied(permission, situation.vaultName));
	return missing ? `This key lacks the permission ${missing}.` : command.unavailable?.(situation);
};
