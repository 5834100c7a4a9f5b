/** Text without the secrets that may have got into it. */
export type Redact = (text: string) => string;

const gone = '[hidden]';

/** Between a name and its value, in headers, in JSON and in JSON that is itself inside a JSON string. */
const is = String.raw`\\?["']?\s{0,4}[:=]\s{0,4}\\?["']?`;

/** No value goes past a quote or a backslash, so that a line of JSON stays one. */
const value = String.raw`[^\s&"',;}\\]+`;

const named = (names: string, what = value) => new RegExp(`((?:${names})${is})${what}`, 'gi');

/** What a secret looks like when its value is not known: SDK errors quote requests, and the URL of a proxy may hold a password. */
const shapes: readonly [pattern: RegExp, replacement: string][] = [
	// Ids of access keys, long-lived and of a session, and of the principals behind them.
	[/(?<![A-Z0-9])(?:AKIA|ASIA|AIDA|AROA|AGPA|ANPA|ANVA)[A-Z0-9]{12,}/g, gone],
	[named('(?:proxy-)?authorization', String.raw`[^\r\n"'\\]+`), `$1${gone}`],
	[/AWS4-HMAC-SHA256 Credential=[^\r\n"'\\]+/gi, gone],
	[named('X-Amz-(?:Signature|Credential|Security-Token)'), `$1${gone}`],
	[named('Signature', '[0-9a-f]{64}'), `$1${gone}`],
	[
		named(
			'(?:aws_?)?(?:secret_?access_?key|session_?token|security_?token|access_?key_?id|client_?secret|(?:refresh|access|id)_?token|password)',
		),
		`$1${gone}`,
	],
	[/(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@"'\\]{0,200}):[^\s/@"'\\]+@/gi, `$1:${gone}@`],
];

/** Hides what looks like a secret. */
export const redactShapes: Redact = (text) =>
	shapes.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);

/** Hides secrets by their value too, once it is told them. */
export type Redactor = {
	redact: Redact;
	/** From now on this value is hidden wherever it stands. Values under 8 characters are too common to be hidden. */
	hide(secret: string | undefined): void;
};

export const createRedactor = (): Redactor => {
	const hidden = new Set<string>();
	return {
		redact: (text) => {
			let rest = text;
			for (const secret of hidden) rest = rest.replaceAll(secret, gone);
			return redactShapes(rest);
		},
		hide: (secret) => {
			if (!secret || secret.length < 8) return;
			hidden.add(secret);
			// As JSON and URLs write it.
			hidden.add(JSON.stringify(secret).slice(1, -1));
			hidden.add(encodeURIComponent(secret));
		},
	};
};
