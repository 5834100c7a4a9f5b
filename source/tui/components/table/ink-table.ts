import {createRequire} from 'node:module';
import * as ink from 'ink';
import type {ComponentType, ReactElement, ReactNode} from 'react';
import * as react from 'react';

type Row = Record<string, string>;
type Part = (props: {children?: ReactNode; column?: number}) => ReactElement | null;

/** What we use of ink-table. */
export type InkTable = ComponentType<{
	data: Row[];
	columns?: string[];
	padding?: number;
	header?: Part;
	cell?: Part;
	skeleton?: Part;
}>;

let loaded: InkTable | undefined;

/**
 * ink-table, which is a package of the old module format: it asks for Ink with `require`, and Ink cannot be had that way because it awaits at
 * its top level. So what it will ask for is put into the cache of `require` before it asks. That also gives it our React and not one of its own.
 */
export const loadInkTable = (): InkTable => {
	if (loaded) return loaded;
	const require = createRequire(import.meta.url);
	const provide = (name: string, exports: object) => {
		const id = require.resolve(name);
		require.cache[id] = {id, filename: id, loaded: true, exports} as NodeJS.Module;
	};
	provide('ink', ink);
	provide('react', react);
	loaded = (require('ink-table') as {default: InkTable}).default;
	return loaded;
};
