/** Counts keys, and says so. */
let keys = 0;
process.stdin.setRawMode(true);
process.stdin.on('data', () => process.stdout.write(`\u001b[2H\u001b[K${++keys} heard`));
process.stdout.write('ready\r\n\n');
