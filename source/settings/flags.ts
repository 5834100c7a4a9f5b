/** What the command line says, by the names of its options. Anything it does not say is left out. */
export type Flags = {
	profile?: string | undefined;
	region?: string | undefined;
	accountId?: string | undefined;
	endpointUrl?: string | undefined;
	state?: string | undefined;
	demo?: boolean | undefined;
	ascii?: boolean | undefined;
	theme?: string | undefined;
	logLevel?: string | undefined;
	plainRender?: boolean | undefined;
};
