/** One request and how it was answered. */
export type RequestLine = {
	/** As the client got it in `x-amzn-RequestId`. */
	id: string;
	method: string;
	/** Path and query as they were sent. */
	target: string;
	/** The operation's name; `undefined` when there is none for this method and path. */
	operation: string | undefined;
	/** 0 until it is answered, and when the connection was broken on purpose. */
	status: number;
	/** The error's name, for a refusal. */
	code?: string;
	/** What it asked for or brought: the Range or Content-Range header. */
	range?: string;
	milliseconds: number;
	/** What went wrong in the emulator itself, for a ServiceUnavailableException that nobody asked for. */
	failure?: string;
};

/** The latest requests, in the order in which they came. */
export type RequestLog = {
	add(line: RequestLine): void;
	/** Of all operations, or of one. */
	list(operation?: string): RequestLine[];
	clear(): void;
};

/** Older requests are forgotten, so that the log of a long run has an end. */
const most = 10_000;

/** An empty log. */
export const createRequestLog = (): RequestLog => {
	let lines: RequestLine[] = [];
	return {
		add: (line) => {
			lines.push(line);
			if (lines.length >= 2 * most) lines = lines.slice(-most);
		},
		list: (operation) => lines.slice(-most).filter((line) => operation === undefined || line.operation === operation),
		clear: () => {
			lines = [];
		},
	};
};
