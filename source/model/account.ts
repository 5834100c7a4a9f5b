/** Whose vaults these are and how they are reached. Holds no secret. */
export type Account = {
	/** Twelve digits, or `-` while only the service knows. */
	accountId: string;
	region: string;
	/** The AWS profile in use; null when credentials come from elsewhere. */
	profile: string | null;
	/** Null for the service's own endpoint. */
	endpoint: string | null;
	/** How many times faster than real time the service's clock runs; 1 but for an emulator. */
	speed: number;
	/** What to call this connection where it is not an ordinary account, such as `demo`. */
	label: string | null;
};

/** An IAM action of the service, such as `glacier:InitiateJob` (glacier-api-permissions-ref). */
export type Permission = `glacier:${string}`;

/** What is known of one permission: the service allowed or denied a call that needs it. Never asked: not known. */
export type Right = {
	permission: Permission;
	/** Null for permissions of the whole account, such as `glacier:ListVaults`. */
	vaultName: string | null;
	allowed: boolean;
};
