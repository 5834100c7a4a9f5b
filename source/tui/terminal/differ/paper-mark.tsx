import {Box, Transform, useWindowSize} from 'ink';
import type {Paper} from './paper.ts';

/** The last that Ink draws: finishes the paper, and has Ink carry its mark, beyond the last column where nobody sees it. */
export const PaperMark = ({paper}: {paper: Paper}) => {
	const {columns} = useWindowSize();
	return (
		<Box position="absolute" left={columns} top={0} width={1} height={1}>
			<Transform transform={() => paper.finish()}>.</Transform>
		</Box>
	);
};
