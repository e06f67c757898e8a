import type { ParameterRange, ParamValue } from '../../protocol/searchSpace';
import { formatPath, parsePath, valueAt } from '../configPath';
import { crossChecks } from '../crossChecks';
import { explain } from '../explain';
import { applyOverrides, showOverride } from '../overrides';
import { configJsonSchema } from '../schema/jsonSchema';
import { nodesAt } from '../schema/schemaNode';
import { settingsSchema } from '../schema/settings';

/**
 * Whether a parameter may take the values at both ends of its range, or each of its list, with the
 * config otherwise as it is. Gives what is wrong, or the range, which then knows whether its key
 * takes whole numbers only. `raw` is a config that is right by itself.
 */
export function checkParameter(
  path: string,
  range: ParameterRange,
  raw: unknown,
): { readonly range: ParameterRange } | { readonly refused: string } {
  if (path === 'sweep' || path.startsWith('sweep.'))
    return { refused: `${path} belongs to the sweep itself and cannot be one of its parameters.` };
  const checked = range.kind !== 'list' && isWhole(path, raw) ? { ...range, whole: true } : range;
  for (const value of testedValues(checked)) {
    const refused = refusal(path, value, raw);
    if (refused !== undefined) return { refused };
  }
  return { range: checked };
}

/** What a config says when one of its values is another one; undefined when it is still right. */
function refusal(path: string, value: ParamValue, raw: unknown): string | undefined {
  const { raw: changed, issues } = applyOverrides(raw, { [path]: value });
  const [misplaced] = issues;
  if (misplaced) return misplaced.message;
  const parsed = settingsSchema.safeParse(changed, { reportInput: false });
  const found = parsed.success
    ? crossChecks(parsed.data, changed).filter(({ severity }) => severity === 'error')
    : parsed.error.issues.flatMap((issue) => explain(issue, changed));
  const [first] = found;
  if (!first) return undefined;
  const elsewhere = formatPath(first.at) !== path;
  return elsewhere ? `With ${showOverride(path, value)}: ${first.message}` : first.message;
}

function testedValues(range: ParameterRange): readonly ParamValue[] {
  if (range.kind === 'list') return range.values;
  return range.whole ? [Math.ceil(range.low), Math.floor(range.high)] : [range.low, range.high];
}

/** `training.batch_size` takes whole numbers, or a word; `optimizer.learning_rate` any number. */
function isWhole(path: string, raw: unknown): boolean {
  const at = parsePath(path);
  // The synthetic families differ in what they know; those that do not know the key say nothing.
  const nodes = nodesAt(configJsonSchema(), at, raw).flatMap((node) => node.anyOf ?? [node]);
  const types = nodes.map(({ type }) => type);
  if (types.includes('number')) return false;
  return types.includes('integer') || Number.isInteger(valueAt(raw, at));
}
