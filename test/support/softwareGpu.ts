import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findChromium } from './chromium';

/**
 * What the environment of a process must hold so that Vulkan finds SwiftShader, the GPU in software
 * that comes with Chromium; it must be there when the process starts. Throws where it is not found.
 */
export function softwareGpu(): Readonly<Record<string, string>> {
  const chromium = findChromium();
  const beside = chromium === undefined ? [] : [dirname(realpathSync(chromium))];
  const folder = [...beside, '/usr/lib/chromium'].find((candidate) =>
    ['vk_swiftshader_icd.json', 'libvulkan.so.1'].every((name) =>
      existsSync(join(candidate, name)),
    ),
  );
  if (folder === undefined)
    throw new Error(
      `There is no SwiftShader beside ${chromium ?? 'Chromium'}: the tests need a Chromium that ` +
        'brings vk_swiftshader_icd.json and libvulkan.so.1, such as that of Debian.',
    );
  return {
    VK_ICD_FILENAMES: join(folder, 'vk_swiftshader_icd.json'),
    LD_LIBRARY_PATH: [folder, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':'),
  };
}
