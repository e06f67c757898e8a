import { Disposable, languages } from 'vscode';
import type { Fitscope } from '../fitscope';
import { completionTriggers, configCompletion } from './configCompletion';
import { configHover } from './configHover';
import { ConfigReadings } from './configReadings';
import { configSelector } from './configSelector';
import { ConfigValidation } from './configValidation';

/** Validation, completion and explanations of configs, from the one schema; trusted or not. */
export function registerHelp(_fitscope: Fitscope): Disposable {
  const readings = new ConfigReadings();
  return Disposable.from(
    new ConfigValidation(readings),
    languages.registerCompletionItemProvider(
      configSelector,
      configCompletion,
      ...completionTriggers,
    ),
    languages.registerHoverProvider(configSelector, configHover(readings)),
  );
}
