import type {Account} from '../../../model/account.ts';
import type {Connection, VaultList} from '../../../store/state.ts';
import type {Tone} from '../../text/line.ts';

type Sentence = string | {text: string; tone: Tone} | null;

/** What is known of the vaults, and of the way to them. */
type Known = {
	list: VaultList;
	connection: Connection;
	account: Account | null;
	/** Seconds for which they have been asked for; null when nobody asks. */
	asking: number | null;
};

/** An answer that takes longer is late, in seconds: people begin to wonder. */
const late = 5;

const unreachable = ({connection, account}: Known): Sentence[] => {
	const said = {text: connection.error?.message ?? 'The service cannot be reached.', tone: 'failed'} as const;
	return account ? [said, 'R tries again.'] : [said, connection.error?.hint ?? null, 'q leaves; then start again.'];
};

/** Nothing is known yet, and nothing has failed that has a state of its own. */
const unknown = ({connection, account, asking}: Known): Sentence[] => {
	if (account === null && connection.state === 'unknown') {
		return [asking !== null && asking >= late ? `The engine starts, ${asking} s so far …` : 'The engine starts …'];
	}
	if (asking === null)
		return [{text: 'The service gave no list of the vaults.', tone: 'failed'}, 'R asks again, ! says why.'];
	if (asking < late) return ['Asking for the vaults …'];
	return ['Asking for the vaults …', `No answer for ${asking} s. It is tried again by itself; @ shows each try.`];
};

/** What the pane says when there are no rows to show. */
export const emptyVaults = (known: Known, filter: string): Sentence[] => {
	const {list, connection, account} = known;
	if (filter !== '') return [`No vault has “${filter}” in its name. esc shows all.`];
	if (connection.state === 'no-credentials')
		return [connection.error?.message ?? 'No credentials.', 'enter shows what can be done.'];
	if (connection.state === 'offline') return unreachable(known);
	if (!list.listed) return ['This key may not list vaults (glacier:ListVaults).', 'o opens one by its name or ARN.'];
	if (list.at === null) return unknown(known);
	return [
		`No vaults in ${account?.region ?? 'this region'} yet.`,
		'c creates one.',
		'Yours may be in another region: start with --region.',
	];
};

/**
 * What the lower border says beside the position: why the list may not be what the service has, and that the counts under the cursor are our `own`,
 * of an inventory in the catalog.
 */
export const vaultsFoot = ({list, connection, asking}: Known, own: boolean): {text: string; tone: Tone} | null => {
	if (connection.state === 'offline') {
		return {text: own ? 'offline, counts of the catalog' : 'offline, as last seen', tone: 'failed'};
	}
	if (asking !== null && asking >= late) return {text: `no answer for ${asking} s`, tone: 'attention'};
	if (own) return {text: 'counts of the catalog', tone: 'dim'};
	return list.listed ? null : {text: 'no ListVaults: o opens more', tone: 'dim'};
};
