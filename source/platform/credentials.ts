/** What signs a request. Secret: it is never logged, stored or shown. */
export type Credentials = {
	accessKeyId: string;
	secretAccessKey: string;
	sessionToken?: string | undefined;
	/** When they end; absent for those that stay. */
	expiration?: Date | undefined;
	/** Whose they are, when their source says so. */
	accountId?: string | undefined;
};

/** Where credentials come from. A function, so that a value that holds it cannot be printed with its secrets. */
export interface CredentialSource {
	/**
	 * The credentials for a request now: those of before, as long as they are good.
	 * @throws IceaxeError `credentials` or `unreachable`.
	 */
	get(): Promise<Credentials>;
	/** Forgets what it has: the service refused it. The next `get` looks again, in the files too. */
	renew(): void;
}

/** Credentials that are known and stay. */
export const fixedCredentials = (credentials: Credentials): CredentialSource => ({
	get: async () => credentials,
	renew: () => {},
});
