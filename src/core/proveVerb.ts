import { nativeNames } from '../protocol/nativeEngines';
import { proveInstalled } from './engines/ladder';

/** Whether an engine that was just installed into a folder loads and computes; throws why not. */
export async function proveVerb([engine, folder]: readonly string[]): Promise<{
  readonly engine: string;
  readonly version: string;
}> {
  const name = nativeNames.find((candidate) => candidate === engine);
  if (name === undefined || folder === undefined)
    throw new Error(`prove needs ${nativeNames.join(' or ')} and a folder, and got ${engine}.`);
  const { version } = await proveInstalled(name, folder);
  return { engine: name, version };
}
