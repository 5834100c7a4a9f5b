/** An option that holds for every command and for the screen. */
export type GlobalOption = {
	/** As commander reads it. */
	flags: string;
	/** In one line, for the help. */
	title: string;
	/** The variables that say the same. */
	variables?: readonly string[];
};

/** The options that choose an account and a place for state. Each may stand before or after the command. */
export const globalOptions = {
	demo: {flags: '--demo', title: 'Use the embedded emulator instead of AWS.'},
	profile: {
		flags: '--profile <name>',
		title: 'The AWS profile.',
		variables: ['AWS_PROFILE'],
	},
	region: {
		flags: '--region <region>',
		title: 'The AWS region.',
		variables: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
	},
	accountId: {flags: '--account-id <id>', title: 'The owner of the vaults, if not that of the key.'},
	endpointUrl: {
		flags: '--endpoint-url <url>',
		title: 'Another endpoint, such as an emulator.',
		variables: ['AWS_ENDPOINT_URL_GLACIER', 'AWS_ENDPOINT_URL'],
	},
	state: {
		flags: '--state <folder>',
		title: 'A folder for catalog, settings and log.',
		variables: ['ICEAXE_STATE'],
	},
	json: {flags: '--json', title: 'Results as JSON, one value a line.'},
	ascii: {flags: '--ascii', title: 'Draw with ASCII characters only.'},
	theme: {flags: '--theme <name>', title: 'terminal, dark, light, colour-blind or mono.'},
	logLevel: {flags: '--log-level <level>', title: 'silent, error, warn, info, debug or trace.'},
	plainRender: {
		flags: '--plain-render',
		title: 'Draw plainly, where the screen looks broken.',
	},
} as const satisfies Record<string, GlobalOption>;

/** What was given of the global options: text where an option takes one, else true. */
export type GlobalValues = {
	-readonly [Name in keyof typeof globalOptions]?: (typeof globalOptions)[Name]['flags'] extends `${string}<${string}`
		? string
		: boolean;
};
