/** How long a test process may live on after its last test. */
const patience = 20_000;

/**
 * Mocha ends when nothing is left to do, so a child that a failed test forgot would hold it, and CI,
 * for ever. The timer holds nothing by itself: it fires only where something else does.
 */
export const mochaHooks = {
  afterAll(): void {
    const timer = setTimeout(() => {
      const open = process.getActiveResourcesInfo().join(', ');
      process.stderr.write(
        `\nThe tests are over, but after ${patience / 1000} s the process still has work: ${open}.\n` +
          'A test leaves something running; it is ended here, as a failure.\n',
      );
      // After mocha's own listener, which would make the count of failures the exit code.
      process.on('exit', () => (process.exitCode = 1));
      process.exit();
    }, patience);
    timer.unref();
  },
};
