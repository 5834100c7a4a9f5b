import {Text} from 'ink';
import Spinner from 'ink-spinner';
import {useEffect, useState} from 'react';
import type {Rect} from '../layout.ts';
import {useScreen} from '../screen/use-screen.ts';
import {InksOwn} from './canvas.tsx';

/** Waits that are over sooner are not worth a sign. */
const patience = 200;

/** Turns in the upper border of a frame while something in it is awaited. */
export const Waiting = ({rect}: {rect: Rect}) => {
	const {ascii} = useScreen().look;
	const [shown, setShown] = useState(false);
	useEffect(() => {
		const timer = setTimeout(() => setShown(true), patience);
		return () => clearTimeout(timer);
	}, []);
	return shown ? (
		<InksOwn rect={{left: rect.left + 1, top: rect.top, width: 1, height: 1}}>
			<Text>
				<Spinner type={ascii ? 'line' : 'dots'} />
			</Text>
		</InksOwn>
	) : null;
};
