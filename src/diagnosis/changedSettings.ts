import type { ChangedSetting } from '../protocol/comparison';
import type { Settings } from '../protocol/settings';

/** Every setting that differs and can change the outcome of a run, by its config path. */
export function changedSettings(before: Settings, after: Settings): readonly ChangedSetting[] {
  const a = leaves(before, '');
  const b = leaves(after, '');
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((path) => !observing.test(path) && !same(a.get(path), b.get(path)))
    .map((path) => ({ path, before: a.get(path), after: b.get(path) }));
}

/** Whether runs that differ in it were trained or validated on different samples. */
export function changesData(path: string): boolean {
  return (
    (path.startsWith('dataset.') && path !== 'dataset.standardize') || path === 'training.seed'
  );
}

const observing = /^(name|monitor\..*|engine)$/;

/** Lists count as one value. */
function leaves(value: unknown, path: string): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return new Map([[path, value]]);
  }
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [
      ...leaves(inner, path === '' ? key : `${path}.${key}`),
    ]),
  );
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
