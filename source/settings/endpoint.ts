import {invalidInput} from '../model/errors/errors.ts';
import {type AwsFiles, configOrigin, type Section} from './aws-files.ts';
import {firstOf, type Place, type Sourced} from './first-of.ts';

const isTrue = (text: string | undefined) => text?.toLowerCase() === 'true';

const serviceSection = (files: AwsFiles, section: Section, profile: string): Place<string> => {
	const name = section.services;
	if (!name) return [undefined, ''];
	const services = files.config[`services.${name}`];
	if (!services) {
		throw invalidInput(`${configOrigin(files, profile)} names the services section ${name}, which is not there.`);
	}
	return [services['glacier.endpoint_url'], `${files.configPath} [services ${name}]`];
};

/**
 * The URL to use instead of the service's own; null for that one. In the order of AWS's tools: the flag, the variable of this service,
 * the variable of all services, the profile's services section, the profile.
 * @throws IceaxeError `invalid-input` when it is no http or https URL.
 */
export const readEndpoint = (takes: {
	flag: string | undefined;
	env: NodeJS.ProcessEnv;
	files: AwsFiles;
	profile: string;
	section: Section;
}): Sourced<string | null> => {
	const {flag, env, files, profile, section} = takes;
	const ignored =
		isTrue(env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS) ||
		(env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === undefined && isTrue(section.ignore_configured_endpoint_urls));
	const configured = (): Place<string>[] => [
		[env.AWS_ENDPOINT_URL_GLACIER, 'AWS_ENDPOINT_URL_GLACIER'],
		[env.AWS_ENDPOINT_URL, 'AWS_ENDPOINT_URL'],
		serviceSection(files, section, profile),
		[section.endpoint_url, configOrigin(files, profile)],
	];
	const found = firstOf<string, null>([[flag, '--endpoint-url'], ...(ignored ? [] : configured())], null);
	if (found.value === null) return found;
	const url = URL.canParse(found.value) ? new URL(found.value) : undefined;
	if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '' || url.username || url.password) {
		throw invalidInput(`The endpoint of ${found.origin} must be an http or https URL without a user name.`);
	}
	return found;
};

/** Whether the FIPS endpoint is wanted (AWS_USE_FIPS_ENDPOINT, use_fips_endpoint). */
export const wantsFips = (env: NodeJS.ProcessEnv, section: Section): boolean =>
	isTrue(env.AWS_USE_FIPS_ENDPOINT ?? section.use_fips_endpoint);
