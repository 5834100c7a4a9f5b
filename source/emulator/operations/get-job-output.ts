import {type ByteRange, isTreeHashAligned} from '../../model/byte-range.ts';
import {refuse} from '../errors.ts';
import {operation, type Reply} from '../operation.ts';
import {header} from '../parameters.ts';
import {text} from '../requirements.ts';
import {openOutput} from '../world/job-output.ts';
import {findJob} from '../world/jobs.ts';

/**
 * GET output (api-job-output-get), all of it or a range. A checksum comes with it when both what was retrieved and what
 * is downloaded are whole subtrees of the archive's tree hash (checksum-calculations-range).
 */
export const getJobOutput = operation({
	action: 'GetJobOutput',
	vault: 'existing',
	parameters: {range: header('Range', text)},
	run: ({world, vault, path, parameters}): Reply => {
		const job = findJob(world, vault, path.job!);
		if (!job) throw refuse.jobNotFound(path.job!);
		if (job.status !== 'Succeeded') throw refuse.jobNotReady(job.id);

		const {content, type, description, treeHash} = openOutput(world, vault, job);
		const range = parameters.range === undefined ? undefined : readRange(parameters.range, content.size);
		const served = range ?? {first: 0, last: content.size - 1};
		const headers: Record<string, string | number> = {'Accept-Ranges': 'bytes'};
		if (range) headers['Content-Range'] = `bytes ${range.first}-${range.last}/${content.size}`;
		if (description) headers['x-amz-archive-description'] = description;
		if (treeHash !== undefined) {
			// What was retrieved is a subtree itself, so that its own offsets tell what is a subtree of the archive.
			const isWhole = served.first === 0 && served.last === content.size - 1;
			if (isWhole) headers['x-amz-sha256-tree-hash'] = treeHash;
			else if (isTreeHashAligned(served, content.size)) headers['x-amz-sha256-tree-hash'] = content.treeHash!(served);
		}
		return {status: range ? 206 : 200, headers, output: {content, range: served, type}};
	},
});

/** `bytes=a-b`, `bytes=a-` or `bytes=-n`, cut at the end of the output. */
const readRange = (given: string, size: number): ByteRange => {
	const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(given) ?? [];
	const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
	const last = from === '' || to === '' ? size - 1 : Math.min(size - 1, Number(to));
	if ((from === '' && Number(to) === 0) || first > last || first >= size) throw refuse.outputRange(given);
	return {first, last};
};
