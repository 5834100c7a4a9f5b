import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import type {Catalog} from '../../source/catalog/catalog.ts';
import {openCatalog} from '../../source/catalog/open-catalog.ts';
import type {ErrorValue} from '../../source/model/errors/iceaxe-error.ts';

/** A path for a catalog in a folder that goes with the test. */
export const temporaryPath = (): string => {
	const folder = mkdtempSync(join(tmpdir(), 'iceaxe-'));
	onTestFinished(() => rmSync(folder, {recursive: true}));
	return join(folder, 'state', 'catalog.sqlite');
};

/** A catalog that is open until the test ends. */
export const temporaryCatalog = async (
	path = temporaryPath(),
	onError: (error: ErrorValue) => void = () => {},
): Promise<Catalog> => {
	const catalog = await openCatalog({path, onError});
	onTestFinished(() => catalog.close());
	return catalog;
};
