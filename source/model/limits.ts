/** The service's numbers, each with the page of the Amazon Glacier Developer Guide that states it. Sizes are bytes, times are milliseconds. */

/** 1 MiB: the leaf of every tree hash and the smallest part (checksum-calculations, api-multipart-initiate-upload). */
export const mebibyte = 1_048_576;

/** A part is 1 MiB × 2^n, from 1 MiB to 4 GiB (api-multipart-initiate-upload). */
export const smallestPartSize = mebibyte;
export const largestPartSize = 4096 * mebibyte;

/** A multipart upload has at most 10,000 parts (uploading-archive-mpu). */
export const mostParts = 10_000;

/** The largest archive: 10,000 parts of 4 GiB (uploading-archive-mpu). */
export const largestArchive = mostParts * largestPartSize;

/** The largest archive that one UploadArchive request takes, inclusive (uploading-an-archive). */
export const largestSingleUpload = largestPartSize;

/** A description is at most 1,024 characters of printable ASCII, 0x20 to 0x7E (api-archive-post). */
export const longestDescription = 1024;

/** A vault's name is 1 to 255 characters of a–z A–Z 0–9 _ - and . (api-vault-put). */
export const longestVaultName = 255;
export const vaultNamePattern = /^[A-Za-z0-9_.-]{1,255}$/;

/** Vaults for each account and region (working-with-vaults). */
export const mostVaults = 1000;

/** Page sizes, default and greatest (api-vaults-get, api-jobs-get, api-multipart-list-uploads, api-multipart-list-parts). */
export const vaultsPerPage = 10;
export const jobsPerPage = 50;
export const uploadsPerPage = 50;
export const partsPerPage = 50;

/** A job's output is kept for at least 24 hours after the job completes (api-job-output-get). */
export const jobOutputLifetime = 24 * 3_600_000;

/** An open multipart upload without activity may be removed after 24 hours (uploading-archive-mpu). */
export const idleUploadLifetime = 24 * 3_600_000;

/** The service counts 32 KiB of overhead for each archive in a vault's SizeInBytes (api-vault-get, the samples). */
export const archiveOverhead = 32_768;

/** Expedited retrievals are for archives under 250 MB (downloading-an-archive-two-steps). */
export const largestExpeditedArchive = 250 * mebibyte;

/** Storage is billed for at least 90 days (pricing). */
export const shortestBilledStorage = 90 * 24 * 3_600_000;

/** An archive's id is 138 characters of base64url, and may begin with `-` (working-with-archives). */
export const archiveIdPattern = /^[A-Za-z0-9_-]{138}$/;

/** Tags of a vault, and how many one request may add or remove (tagging, api-AddTagsToVault). */
export const mostTags = 50;
export const mostTagsAtATime = 10;

/** A vault access policy or vault lock policy is at most 20 KB (vault-access-policy). */
export const longestVaultPolicy = 20_480;

/** Provisioned capacity units of an account and region (api-PurchaseProvisionedCapacity). */
export const mostCapacityUnits = 2;

/** How many transfers move at once, and chunks of each, at most: more than these make no line faster. */
export const mostAtOnce = {transfers: 20, chunks: 32} as const;
