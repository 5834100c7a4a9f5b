import {readFileSync} from 'node:fs';
import {registerHooks} from 'node:module';
import {fileURLToPath} from 'node:url';
import {transformSync} from 'esbuild';

/** From here on this process can import our `.tsx` files without building anything; Node itself reads only `.ts`. */
export const loadTsx = (): void => {
	registerHooks({
		load: (url, context, nextLoad) => {
			if (!url.endsWith('.tsx')) return nextLoad(url, context);
			const sourcefile = fileURLToPath(url);
			const {code} = transformSync(readFileSync(sourcefile, 'utf8'), {
				sourcefile,
				loader: 'tsx',
				jsx: 'automatic',
				format: 'esm',
				sourcemap: 'inline',
			});
			return {format: 'module', source: code, shortCircuit: true};
		},
	});
};
