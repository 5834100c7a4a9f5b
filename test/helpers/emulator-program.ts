import {runEmulator} from '../../source/emulator/command.ts';

/** `iceaxe emulator` without the rest of iceaxe: its options come as JSON. */
await runEmulator(JSON.parse(process.argv[2] ?? '{}'), {print: (line) => process.stdout.write(`${line}\n`)});
