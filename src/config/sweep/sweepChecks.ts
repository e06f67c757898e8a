import type { Settings } from '../../protocol/settings';
import type { ParameterRange, ParameterRanges } from '../../protocol/searchSpace';
import { isSection } from '../configPath';
import type { Issue } from '../problem';
import { checkParameter } from './checkParameter';
import { parseRange } from './parseRange';

/** What is wrong with the parameters of a config's `sweep:` section. */
export function sweepChecks(settings: Settings, raw: unknown): readonly Issue[] {
  return Object.entries(readAll(settings, raw)).flatMap(([path, range]): Issue[] =>
    'refused' in range
      ? [
          {
            severity: 'error',
            // The path is one key here, whatever dots it has.
            at: ['sweep', 'parameters', path],
            on: 'value',
            message: `sweep.parameters ${path}: ${range.refused}`,
          },
        ]
      : [],
  );
}

/** The parameters of the `sweep:` section of a config that is right; none where it has none. */
export function sweepParameters(settings: Settings, raw: unknown): ParameterRanges {
  const all = Object.entries(readAll(settings, raw));
  return Object.fromEntries(
    all.flatMap(([path, range]) => ('refused' in range ? [] : [[path, range]])),
  );
}

function readAll(
  { sweep }: Settings,
  raw: unknown,
): Readonly<Record<string, ParameterRange | { readonly refused: string }>> {
  if (sweep === undefined) return {};
  // Without the section: a value that it makes wrong is told once, not for each parameter.
  const others = Object.fromEntries(
    Object.entries(isSection(raw) ? raw : {}).filter(([key]) => key !== 'sweep'),
  );
  return Object.fromEntries(
    Object.entries(sweep.parameters).map(([path, given]) => {
      const range = parseRange(given);
      if ('refused' in range) return [path, range];
      const checked = checkParameter(path, range, others);
      return [path, 'range' in checked ? checked.range : checked];
    }),
  );
}
