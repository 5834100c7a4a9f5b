/** A process that does nothing: its event loop is as late as the machine makes it. Ends with its parent. */
setInterval(() => {}, 1_000_000);
process.on('disconnect', () => process.exit());
process.send!('ready');
