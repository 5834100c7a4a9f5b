import type {Situation} from './command.ts';

/** A reason why a command cannot be used now, as a sentence; undefined when there is none. */
type Reason = (situation: Situation) => string | undefined;

/** The first reason of several. */
export const firstOf =
	(...reasons: readonly Reason[]): Reason =>
	(situation) => {
		for (const reason of reasons) {
			const sentence = reason(situation);
			if (sentence !== undefined) return sentence;
		}
		return undefined;
	};

export const offline: Reason = ({connected}) =>
	connected ? undefined : 'The service cannot be reached at the moment.';

export const noVault: Reason = ({vaultName}) => (vaultName === null ? 'No vault is chosen.' : undefined);

export const noArchive: Reason = ({archive, marked}) => {
	if (marked > 0) return undefined;
	if (archive === null) return 'Nothing is marked, and no archive is under the cursor.';
	return archive.newness === 'deleted-since' ? 'The archive under the cursor is deleted.' : undefined;
};

export const noTransfer: Reason = ({transfer}) => (transfer === null ? 'No transfer is under the cursor.' : undefined);
