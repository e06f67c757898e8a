import { join } from 'node:path';
import { runCli } from './runCli';

// A reader that went away (`fitscope runs | head -1`) is no failure of the run.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  workingFolder: process.cwd(),
  corePath: join(__dirname, 'core.js'),
  reportScriptPath: join(__dirname, 'report.js'),
}).then(
  (code) => {
    // Not process.exit: what waits in a pipe would be lost.
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(
      `Fitscope failed: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exitCode = 1;
  },
);
