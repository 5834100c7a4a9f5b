import {isRefused} from '../../connection-words.ts';
import type {Screen} from '../../screen/screen.ts';
import {welcomeChoices} from './welcome.ts';

const credentialsMissing = {
	kind: 'credentials',
	message: 'There are no AWS credentials.',
	hint: null,
	code: null,
	requestId: null,
} as const;

/** Shows what was looked for, and what can be taken instead. Whoever has credentials that were refused mends them and looks again. */
export const openWelcome = async (screen: Screen) => {
	const {error} = screen.engine.getState().connection;
	const search = await screen.credentialSearch();
	if (screen.state.getState().dialogs.some(({kind}) => kind === 'welcome')) return;
	const about = error ?? credentialsMissing;
	const at = isRefused(about) ? welcomeChoices({search}).findIndex(({does}) => does === 'retry') : 0;
	screen.change({type: 'dialog-open', dialog: {kind: 'welcome', about, search, at}});
};
