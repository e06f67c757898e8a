import type { ConfigLanguage } from './configLanguage';
import type { ConfigTree } from './configTree';
import { parseJson } from './json/jsonTree';
import { parseYaml } from './yaml/yamlTree';

/** Parses a config text without asking what it says; malformed text becomes problems. */
export function parseConfig(
  text: string,
  language: ConfigLanguage,
  options: { readonly pythonHints?: boolean } = {},
): ConfigTree {
  switch (language) {
    case 'yaml':
      return parseYaml(text, options);
    case 'json':
    case 'jsonc':
      return parseJson(text, language);
  }
}
