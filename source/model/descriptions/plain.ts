import type {Decoder} from './decoder.ts';

/** The last resort, and what aws cli, SAGU, boto scripts and many people write: the text is the name. */
export const plain: Decoder<'plain'> = {
	id: 'plain',
	decode: (text) => ({rawName: text}),
};
