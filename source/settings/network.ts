import {invalidInput} from '../model/errors/errors.ts';
import type {Network} from '../platform/agents.ts';
import {readTextFile} from '../platform/files.ts';
import {expandHome} from '../platform/paths.ts';
import type {Section} from './aws-files.ts';

/**
 * Proxies and certificates. A function of the settings and not a part of them: the URL of a proxy may hold a password.
 * @throws IceaxeError `invalid-input` when the file of certificates cannot be read.
 */
export const readNetwork = async (env: NodeJS.ProcessEnv, section: Section, home: string): Promise<Network> => {
	const path = env.AWS_CA_BUNDLE || section.ca_bundle;
	const either = (name: string) => env[name] || env[name.toLowerCase()] || null;
	const proxy = {https: either('HTTPS_PROXY'), http: either('HTTP_PROXY'), no: either('NO_PROXY')};
	if (!path) return {certificates: null, proxy};
	const certificates = await readTextFile(expandHome(path, home)).catch(() => undefined);
	if (certificates === undefined) throw invalidInput(`The certificates of AWS_CA_BUNDLE cannot be read: ${path}`);
	return {certificates, proxy};
};
