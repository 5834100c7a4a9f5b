import type {Account} from '../../../model/account.ts';
import type {Connection, VaultList} from '../../../store/state.ts';
import type {Tone} from '../../text/line.ts';

type Sentence = string | {text: string; tone: Tone} | null;

/** What the pane says when there are no rows to show. */
export const emptyVaults = (
	{listed, at}: VaultList,
	connection: Connection,
	account: Account | null,
	filter: string,
): Sentence[] => {
	if (filter !== '') return [`No vault has “${filter}” in its name. esc shows all.`];
	if (connection.state === 'no-credentials')
		return [connection.error?.message ?? 'No credentials.', 'enter shows what can be done.'];
	if (connection.state === 'offline') {
		return [{text: connection.error?.message ?? 'The service cannot be reached.', tone: 'failed'}, 'R tries again.'];
	}
	if (!listed) return ['This key may not list vaults (glacier:ListVaults).', 'o opens one by its name or ARN.'];
	if (at === null) return ['Asking for the vaults …'];
	return [`No vaults in ${account?.region ?? 'this region'} yet.`, 'c creates one.'];
};

/** What the lower border says beside the position: why the list may not be what the service has. */
export const vaultsFoot = ({listed}: VaultList, connection: Connection): {text: string; tone: Tone} | null => {
	if (connection.state === 'offline') return {text: 'offline, as last seen', tone: 'failed'};
	return listed ? null : {text: 'no ListVaults: o opens more', tone: 'dim'};
};
