/** A moment as the service writes it and as JSON carries it: ISO-8601 in UTC, such as `2013-03-20T17:03:43.221Z`. */
export type Timestamp = string;

/** The text of a moment given in milliseconds since 1970. */
export const timestamp = (milliseconds: number): Timestamp => new Date(milliseconds).toISOString();

/** The same without a fraction, `2013-03-20T17:03:43Z`: how the service dates an inventory and what it filters one by. */
export const wholeSeconds = (milliseconds: number): Timestamp => timestamp(milliseconds).replace(/\.\d+Z$/, 'Z');

/** Milliseconds since 1970; `NaN` when the text is no date. */
export const milliseconds = (moment: Timestamp): number => Date.parse(moment);
