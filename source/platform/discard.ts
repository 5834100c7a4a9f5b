/**
 * Ends the life of a piece that nobody reads any more. Until the garbage collector saw a reason to look, there would be hundreds of them, and
 * looking takes it half of the processor that moving the bytes takes. A piece of a larger buffer stays as it is.
 */
export const discard = ({buffer, byteLength}: Uint8Array): void => {
	if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
};
