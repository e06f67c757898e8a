import { buildExtension } from '../buildExtension';
import { packFolder } from '../packFolder';

/** Builds and packs it; gives the path of the `.vsix`. */
export async function packStandIn(): Promise<string> {
  const folder = await buildExtension('yaml-stand-in', 'standIn.ts');
  return packFolder(folder, `${folder}.vsix`);
}
