import type {Glyphs} from '../glyphs.ts';

/** The newest `width` values as small bars, the greatest of them as high as the line. Nothing at all where nothing was. */
export const sparkline = (values: readonly number[], width: number, {spark}: Glyphs): string => {
	const shown = values.slice(-width);
	const greatest = Math.max(...shown, 0);
	const bars = shown.map((value) => {
		if (greatest === 0) return ' ';
		return spark[Math.min(spark.length - 1, Math.floor((value / greatest) * spark.length))]!;
	});
	return bars.join('').padStart(width);
};
