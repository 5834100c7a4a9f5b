import type {Screen} from '../../screen/screen.ts';

/** Shows what was looked for, and what can be taken instead. */
export const openWelcome = async (screen: Screen) => {
	const {error} = screen.engine.getState().connection;
	const search = await screen.credentialSearch();
	if (screen.state.getState().dialogs.some(({kind}) => kind === 'welcome')) return;
	const message = error?.message ?? 'There are no AWS credentials.';
	screen.change({type: 'dialog-open', dialog: {kind: 'welcome', message, search, at: 0}});
};
