/** One bit for each attribute that a cell may have beside its colours. */
const attributes = {
	bold: 1,
	dim: 2,
	italic: 4,
	underline: 8,
	blink: 16,
	inverse: 32,
	hidden: 64,
	strikethrough: 128,
	overline: 256,
} as const;

/** How each attribute is switched on and off, as parameters of `ESC [ … m`. */
const switches: [bit: number, on: number, off: number][] = [
	[attributes.bold, 1, 22],
	[attributes.dim, 2, 22],
	[attributes.italic, 3, 23],
	[attributes.underline, 4, 24],
	[attributes.blink, 5, 25],
	[attributes.inverse, 7, 27],
	[attributes.hidden, 8, 28],
	[attributes.strikethrough, 9, 29],
	[attributes.overline, 53, 55],
];

/** What shows even where there is no character. */
const shownOnBlank = attributes.underline | attributes.inverse | attributes.strikethrough | attributes.overline;

/** A style as parameters: which attributes, and each colour's own parameters, '' for the terminal's default. */
type Style = {attributes: number; foreground: string; background: string};

/** The style of a cell by its number; 0 is the terminal's default. */
export type StyleId = number;

const takeColour = (parameters: string[], at: number): {colour: string; next: number} | undefined => {
	const length = parameters[at + 1] === '5' ? 3 : parameters[at + 1] === '2' ? 5 : undefined;
	if (length === undefined || at + length > parameters.length) return undefined;
	return {colour: parameters.slice(at, at + length).join(';'), next: at + length};
};

/** `style` after `ESC [ parameters m`; undefined when a parameter is none that we know. */
const applied = (style: Style, parameters: string[]): Style | undefined => {
	const result = {...style};
	for (let at = 0; at < parameters.length; ) {
		const code = Number(parameters[at] || 0);
		const on = switches.find((entry) => entry[1] === code);
		const off = switches.filter((entry) => entry[2] === code);
		if (code === 0) Object.assign(result, {attributes: 0, foreground: '', background: ''});
		else if (on) result.attributes |= on[0];
		else if (off.length > 0) for (const [bit] of off) result.attributes &= ~bit;
		else if (code === 38 || code === 48) {
			const taken = takeColour(parameters, at);
			if (!taken) return undefined;
			result[code === 38 ? 'foreground' : 'background'] = taken.colour;
			at = taken.next;
			continue;
		} else if (code === 39) result.foreground = '';
		else if (code === 49) result.background = '';
		else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) result.foreground = String(code);
		else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) result.background = String(code);
		else return undefined;
		at += 1;
	}
	return result;
};

/** The parameters that turn `from` into `to` without a reset. */
const difference = (from: Style, to: Style): string[] => {
	const codes: number[] = [];
	const removed = from.attributes & ~to.attributes;
	let kept = from.attributes & to.attributes;
	for (const [bit, , off] of switches) {
		if (!(removed & bit) || codes.includes(off)) continue;
		codes.push(off);
		// 22 ends bold and dim at once; the one that stays must be switched on again.
		if (off === 22) kept &= ~(attributes.bold | attributes.dim);
	}
	for (const [bit, on] of switches) if (to.attributes & bit && !(kept & bit)) codes.push(on);
	const result = codes.map(String);
	if (from.foreground !== to.foreground) result.push(to.foreground || '39');
	if (from.background !== to.background) result.push(to.background || '49');
	return result;
};

const none: Style = {attributes: 0, foreground: '', background: ''};

/** The styles that were met so far, by number, and the shortest way from one to another. */
export class StyleTable {
	#styles: Style[] = [none];
	#ids = new Map<string, StyleId>([['0||', 0]]);
	readonly #after = new Map<string, StyleId | undefined>();
	readonly #changes = new Map<number, string>();

	/** How many styles there are. */
	get size(): number {
		return this.#styles.length;
	}

	#intern(style: Style): StyleId {
		const key = `${style.attributes}|${style.foreground}|${style.background}`;
		let id = this.#ids.get(key);
		if (id === undefined) {
			id = this.#styles.length;
			this.#styles.push(style);
			this.#ids.set(key, id);
		}
		return id;
	}

	/** The style that `ESC [ parameters m` makes of `id`; undefined when a parameter is none that we know. */
	after(id: StyleId, parameters: string): StyleId | undefined {
		const key = `${id} ${parameters}`;
		if (this.#after.has(key)) return this.#after.get(key);
		const style = applied(this.#styles[id]!, parameters.split(';'));
		const result = style && this.#intern(style);
		this.#after.set(key, result);
		return result;
	}

	/** Whether a blank in this style looks like a blank in the default one. */
	isBlankPlain(id: StyleId): boolean {
		const {attributes, background} = this.#styles[id]!;
		return background === '' && !(attributes & shownOnBlank);
	}

	/** The shortest sequence after which characters come in style `to` instead of `from`; '' when they are the same. */
	change(from: StyleId, to: StyleId): string {
		if (from === to) return '';
		const key = from * 0x1_00_00 + to;
		let result = this.#changes.get(key);
		if (result === undefined) {
			const direct = difference(this.#styles[from]!, this.#styles[to]!).join(';');
			const reset = to === 0 ? '' : ['0', ...difference(none, this.#styles[to]!)].join(';');
			result = `\u001b[${direct.length <= reset.length ? direct : reset}m`;
			this.#changes.set(key, result);
		}
		return result;
	}
}
