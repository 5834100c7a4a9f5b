import {useApp} from 'ink';
import {type ReactNode, useEffect, useLayoutEffect, useRef, useState} from 'react';

/** What only components get: from Ink, and from React. */
export type InkHold = Pick<ReturnType<typeof useApp>, 'exit' | 'suspendTerminal'> & {
	/** Resolves when what was changed up to now has been rendered. */
	rendered(): Promise<void>;
};

/** Hands out what only components get, for as long as the screen is up. */
export const Bridge = ({onHold, children}: {onHold: (hold: InkHold | undefined) => void; children?: ReactNode}) => {
	const {exit, suspendTerminal} = useApp();
	const [asked, ask] = useState(0);
	const waiting = useRef<(() => void)[]>([]);

	// A change of our own is rendered together with those made before it.
	useLayoutEffect(() => {
		for (const resolve of waiting.current.splice(0)) resolve();
	}, [asked]);

	useEffect(() => {
		const rendered = () =>
			new Promise<void>((resolve) => {
				waiting.current.push(resolve);
				ask((count) => count + 1);
			});
		onHold({exit, suspendTerminal, rendered});
		return () => {
			onHold(undefined);
			for (const resolve of waiting.current.splice(0)) resolve();
		};
	}, [onHold, exit, suspendTerminal]);
	return children;
};
