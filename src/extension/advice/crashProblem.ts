import { dirname, resolve } from 'node:path';
import { parsePath, valueAt } from '../../config/configPath';
import type { Span } from '../../config/problem';
import { resolvePaths } from '../../config/resolvePaths';
import type { RunView } from '../../protocol/runView';
import { placeOf, type ConfigNow } from './stands';

export interface CrashProblem {
  readonly span: Span;
  readonly message: string;
}

/**
 * Why a config's last run crashed, at the value that its trainer could not work with; undefined when
 * it did not crash, blames no value, or the config has another value now.
 */
export function crashProblem(
  { outcome, ended, record }: Pick<RunView, 'outcome' | 'ended' | 'record'>,
  now: ConfigNow,
): CrashProblem | undefined {
  const { reason, reasonPath: path } = { ...record, ...ended };
  if (outcome !== 'crashed' || path === undefined || reason === undefined || !now.settings) {
    return undefined;
  }
  const segments = parsePath(path);
  const settings = resolvePaths(now.settings, dirname(record.configPath), resolve);
  const [value, ran] = [settings, record.settings].map((one) =>
    JSON.stringify(valueAt(one, segments)),
  );
  const span = value === ran ? placeOf(now.places, path) : undefined;
  return span && { span, message: `The last run crashed: ${reason}` };
}
