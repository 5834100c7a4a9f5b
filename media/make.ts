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
const {beginJourney} = await import('../test/helpers/journey.ts');
const {seedDemoAccount} = await import('../source/emulator/demo/seed.ts');
const {scenes} = await import('./scenes.ts');

const wanted = process.argv.slice(2);

for (const {name, columns, rows, play} of scenes) {
	if (wanted.length > 0 && !wanted.includes(name)) continue;
	await using journey = await beginJourney({columns, rows, seed: seedDemoAccount});
	const stills: ReturnType<typeof still>[] = [];
	await play(journey, (milliseconds) => stills.push(still(journey.screen.xterm, milliseconds)));
	const moving = join(import.meta.dirname, `${name}.svg`);
	if (stills.length > 0) writeFileSync(moving, movingSvgOf(stills));
	const picture = join(import.meta.dirname, `${name}.png`);
	console.log(relative(process.cwd(), stills.length > 0 ? moving : capture(journey.screen.xterm, picture)));
}
