import type {Context} from '../context.ts';
import {runStream} from '../streams/run-stream.ts';
import {runDownload} from './download-runner.ts';
import type {TransferHandle} from './handle.ts';
import {runUpload} from './upload-runner.ts';

/**
 * Runs a transfer to its end, whatever it is.
 * @throws IceaxeError when it stands still. The signal's reason when it aborts.
 */
export const runTransfer = async (context: Context, handle: TransferHandle, signal: AbortSignal): Promise<void> => {
	const {direction, stream, treeHash} = handle.transfer;
	if (direction === 'download') return runDownload(context, handle, signal);
	// Once all its bytes are with the service, a stream is an upload like any other.
	if (stream && treeHash === null) await runStream(context, handle, signal);
	return runUpload(context, handle, signal);
};
