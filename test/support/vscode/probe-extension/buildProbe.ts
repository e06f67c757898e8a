import { buildExtension } from '../buildExtension';
import { packFolder } from '../packFolder';

/** Builds the probe extension; gives the folder that `--extensionDevelopmentPath` wants. */
export function buildProbe(): Promise<string> {
  return buildExtension('probe-extension', 'probe.ts');
}

/** Builds and packs it; gives the path of the `.vsix`. */
export async function packProbe(): Promise<string> {
  const folder = await buildProbe();
  return packFolder(folder, `${folder}.vsix`);
}
