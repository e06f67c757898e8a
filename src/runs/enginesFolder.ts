import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where Fitscope installs libraries that are too large to come with it, a folder for each engine:
 * what `FITSCOPE_ENGINES` names, such as the extension's own storage, or a folder of the user's.
 */
export function enginesFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return environment['FITSCOPE_ENGINES'] || join(homedir(), '.fitscope', 'engines');
}
