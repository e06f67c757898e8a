import { createVSIX } from '@vscode/vsce';

/** Packs the folder of a built extension of the tests, quietly. */
export async function packFolder(cwd: string, packagePath: string): Promise<string> {
  const log = console.log;
  // It tells its list of files on stdout, in the middle of the tests.
  console.log = () => undefined;
  try {
    await createVSIX({
      ...{ cwd, packagePath },
      dependencies: false,
      allowMissingRepository: true,
      skipLicense: true,
    });
  } finally {
    console.log = log;
  }
  return packagePath;
}
