import { Disposable, languages } from 'vscode';
import type { Fitscope } from '../fitscope';
import { configSelector } from '../help/configSelector';
import { registerAdviceCommands } from './adviceCommands';
import { AdviceDiagnostics } from './adviceDiagnostics';
import { adviceHover } from './adviceHover';
import { LensProvider } from './lensProvider';
import { quickFixes, quickFixKinds } from './quickFixes';

/** CodeLens, problems, quick fixes and hovers of findings, and the commands behind their links. */
export function registerAdvice(fitscope: Fitscope): Disposable {
  const { advisor } = fitscope;
  const lenses = new LensProvider(fitscope);
  return Disposable.from(
    lenses,
    languages.registerCodeLensProvider(configSelector, lenses),
    new AdviceDiagnostics(advisor),
    languages.registerCodeActionsProvider(configSelector, quickFixes(advisor), quickFixKinds),
    languages.registerHoverProvider(configSelector, adviceHover(advisor)),
    registerAdviceCommands(fitscope),
  );
}
