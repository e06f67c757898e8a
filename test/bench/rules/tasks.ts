import type { TrackRecord } from '../../../src/diagnosis/rule';

export type TaskGroup = keyof TrackRecord;

/** Advice section 0: base and shifted tasks of its table; H and K were held out from tuning. */
export const tasks: Readonly<Record<TaskGroup, readonly string[]>> = {
  base: 'F1 F2 F3 F4 F5 F6 F7 F8 D1 D2 B1 W1 N1 N2 C1'.split(' '),
  shifted: 'X1 X2 X3 X4 X5'.split(' '),
  heldOut: 'H1 H2 H3 H4 H5 H6 K1 K2 K3 K4 K5'.split(' '),
};

export function groupOf(task: string): TaskGroup | undefined {
  const groups: readonly TaskGroup[] = ['base', 'shifted', 'heldOut'];
  return groups.find((group) => tasks[group].includes(task));
}
