export type ConfigLanguage = 'yaml' | 'json' | 'jsonc';

/** Language of a config by its file's extension; undefined for any other extension. */
export function languageOf(fileName: string): ConfigLanguage | undefined {
  switch (/\.(ya?ml|jsonc?)$/i.exec(fileName)?.[1]?.toLowerCase()) {
    case 'yaml':
    case 'yml':
      return 'yaml';
    case 'json':
      return 'json';
    case 'jsonc':
      return 'jsonc';
    default:
      return undefined;
  }
}

/** Whether a file calls itself a Fitscope config: `*.fit.yaml`, `.yml`, `.json` or `.jsonc`. */
export function isConfigFile(fileName: string): boolean {
  return /\.fit\.(ya?ml|jsonc?)$/i.test(fileName);
}
