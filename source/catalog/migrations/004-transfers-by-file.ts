/** Thousands of transfers are there while thousands more are begun: by which of their columns they are asked for. */
export const transfersByFile = `
CREATE INDEX transfer_by_path ON transfer (json_extract(value, '$.path'));
CREATE INDEX transfer_by_owner ON transfer (owner) WHERE owner IS NOT NULL;
`;
