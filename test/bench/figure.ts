/** One figure, and the bound that it must keep. */
export type Figure = {what: string; value: number; unit: string; atMost?: number; atLeast?: number};

const held = ({value, atMost, atLeast}: Figure): boolean =>
	(atMost === undefined || value <= atMost) && (atLeast === undefined || value >= atLeast);

const boundOf = ({atMost, atLeast}: Figure): string =>
	atMost !== undefined ? `at most ${atMost}` : atLeast !== undefined ? `at least ${atLeast}` : '';

/** The figures as aligned lines, those out of bounds marked; the mark is a word, so that it can be searched for. */
export const figureLines = (figures: readonly Figure[]): string[] => {
	const widest = Math.max(...figures.map(({what}) => what.length));
	return figures.map((figure) => {
		const {what, value, unit} = figure;
		const number = value.toLocaleString('en-GB', {maximumSignificantDigits: 4}).padStart(12);
		return `${what.padEnd(widest)} ${number} ${unit.padEnd(10)} ${boundOf(figure).padEnd(18)} ${held(figure) ? '' : 'MISSED'}`.trimEnd();
	});
};

/** The value below which a share of all lies. */
export const percentile = (values: readonly number[], share: number): number =>
	values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;

/** Whether all bounds are kept. */
export const allHeld = (figures: readonly Figure[]): boolean => figures.every(held);
