import {randomBytes} from 'node:crypto';

/** Ids as the service makes them: url-safe text of a fixed length, which may begin with `-` (working-with-archives). */
const identifier = (bytes: number) => (): string => randomBytes(bytes).toString('base64url');

/** 138 characters. */
export const newArchiveId = identifier(103);
/** 92 characters. */
export const newJobId = identifier(69);
/** 92 characters. */
export const newUploadId = identifier(69);
/** 24 characters. */
export const newLockId = identifier(18);
/** 24 characters. */
export const newCapacityId = identifier(18);

/** 47 characters, as the `x-amzn-RequestId` of the guide's samples. */
export const newRequestId = (): string => randomBytes(36).toString('base64url').slice(0, 47);

/** Whether a text could be an archive's id: DeleteArchive is idempotent for any such text. */
export const isArchiveId = (text: string): boolean => /^[A-Za-z0-9_-]{138}$/.test(text);
