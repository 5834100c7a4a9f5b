import type {Screen} from '../../screen/screen.ts';

const credentialsMissing = {kind: 'credentials', message: 'There are no AWS credentials.', hint: null} as const;

/** Shows what was looked for, and what can be taken instead. */
export const openWelcome = async (screen: Screen) => {
	const {error} = screen.engine.getState().connection;
	const search = await screen.credentialSearch();
	if (screen.state.getState().dialogs.some(({kind}) => kind === 'welcome')) return;
	const about = error ?? credentialsMissing;
	screen.change({type: 'dialog-open', dialog: {kind: 'welcome', about, search, at: 0}});
};
