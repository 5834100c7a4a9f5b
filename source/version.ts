import manifest from '../package.json' with {type: 'json'};

/** The version of iceaxe. */
export const version: string = manifest.version;
