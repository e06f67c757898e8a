import { join } from 'node:path';
import { build } from 'esbuild';

/** A program as users get the core: in one file, and nothing else in the collector's way. */
export async function bundle(program: string): Promise<string> {
  const outfile = join(__dirname, '..', '..', '..', '.cache', 'bench', `${program}.js`);
  await build({
    entryPoints: [join(__dirname, program)],
    bundle: true,
    platform: 'node',
    external: ['onnxruntime-node', 'onnxruntime-web'],
    outfile,
    logLevel: 'warning',
  });
  return outfile;
}
