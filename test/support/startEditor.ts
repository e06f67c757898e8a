// npm start: a real VS Code with the extension from this folder and examples/ open in it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { startEditorServer } from './vscode/editorServer';

const root = join(__dirname, '..', '..');
const examples = join(root, 'examples');

async function main(): Promise<void> {
  if (!openDesktop()) await openPacked();
}

/** False when there is no desktop VS Code, or it does not start. */
function openDesktop(): boolean {
  const given = process.env['VSCODE_PATH'];
  const program = given === undefined || given === 'download' ? 'code' : given;
  const shell = process.platform === 'win32';
  if (given === undefined && spawnSync(program, ['--version'], { shell }).status !== 0)
    return false;
  const args = [`--extensionDevelopmentPath=${root}`, examples];
  const { status } = spawnSync(program, args, { stdio: 'inherit', shell });
  if (status !== 0) process.stderr.write(`${program} did not start; using the npm-packed one.\n`);
  return status === 0;
}

async function openPacked(): Promise<void> {
  const server = await startEditorServer({ trust: false });
  process.stdout.write(
    `VS Code with Fitscope and examples/ is at\n  ${server.url(examples, { development: root })}\n` +
      'Ctrl-C ends it.\n',
  );
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => resolve());
  });
  await server.stop();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
