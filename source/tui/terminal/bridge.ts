import {useApp} from 'ink';
import {type ReactNode, useEffect} from 'react';

/** What Ink gives only to components. */
export type InkHold = Pick<ReturnType<typeof useApp>, 'exit' | 'suspendTerminal'>;

/** Hands out what Ink gives only to components, for as long as the screen is up. */
export const Bridge = ({onHold, children}: {onHold: (hold: InkHold | undefined) => void; children?: ReactNode}) => {
	const {exit, suspendTerminal} = useApp();
	useEffect(() => {
		onHold({exit, suspendTerminal});
		return () => onHold(undefined);
	}, [onHold, exit, suspendTerminal]);
	return children;
};
