import {writeFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {loadTsx} from '../test/helpers/load-tsx.ts';

/*
 * Makes the pictures anew from the program as it is: `node media/make.ts` all of them, `node media/make.ts main` those that are named.
 */

// Read once, when React and the colours are loaded.
Object.assign(process.env, {NODE_ENV: 'production', FORCE_COLOR: '3', TZ: 'UTC', LC_ALL: 'C.UTF-8'});
loadTsx();
const {capture, movingSvgOf, still} = await import('../test/helpers/picture.ts');
const {scenes} = await import('./scenes.ts');

const wanted = process.argv.slice(2);

for (const scene of scenes) {
	if (wanted.length > 0 && !wanted.includes(scene.name)) continue;
	const screen = await scene.open({columns: scene.columns, rows: scene.rows});
	const stills: ReturnType<typeof still>[] = [];
	try {
		await scene.play(screen, (milliseconds) => stills.push(still(screen.xterm, milliseconds)));
		const moving = join(import.meta.dirname, `${scene.name}.svg`);
		if (stills.length > 0) writeFileSync(moving, movingSvgOf(stills));
		const written = stills.length > 0 ? moving : capture(screen.xterm, join(import.meta.dirname, `${scene.name}.png`));
		console.log(relative(process.cwd(), written));
	} finally {
		screen.close();
	}
}
