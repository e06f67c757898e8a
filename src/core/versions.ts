import { version } from '../../package.json';

/** What ran, for `run.json`: Fitscope's own version and Node's. */
export function versions(): Readonly<Record<string, string>> {
  return { fitscope: version, node: process.versions.node };
}
