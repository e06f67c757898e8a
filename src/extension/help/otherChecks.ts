import { extensions, workspace, type Extension, type TextDocument } from 'vscode';
import type { OtherChecks } from './reportedProblems';

const nobody: OtherChecks = { parser: false, schema: false };
const everything: OtherChecks = { parser: true, schema: true };

/** Who else checks this document: VS Code's own JSON support, or the YAML extension. */
export function otherChecks(document: TextDocument): OtherChecks {
  const settings = workspace.getConfiguration(undefined, document.uri);
  switch (document.languageId) {
    case 'json':
    case 'jsonc': {
      const isThere = extensions.getExtension('vscode.json-language-features') !== undefined;
      return isThere && settings.get('json.validate.enable', true) ? everything : nobody;
    }
    case 'yaml': {
      const validates = settings.get('yaml.validate', true);
      return yamlExtension()?.isActive && validates ? everything : nobody;
    }
    default:
      return nobody;
  }
}

/** Whether the YAML extension completes and explains this document from the contributed schema. */
export function othersHelp(document: TextDocument, what: 'completion' | 'hover'): boolean {
  if (document.languageId === 'json' || document.languageId === 'jsonc') {
    return extensions.getExtension('vscode.json-language-features') !== undefined;
  }
  const isOn = workspace.getConfiguration('yaml', document.uri).get<boolean>(what, true);
  return document.languageId === 'yaml' && yamlExtension()?.isActive === true && isOn;
}

export function yamlExtension(): Extension<unknown> | undefined {
  return extensions.getExtension('redhat.vscode-yaml');
}
