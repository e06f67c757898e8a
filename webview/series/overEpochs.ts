import type { Series } from './series';

/**
 * A series out of events that have an epoch. Events for which `pick` gives undefined were not
 * observed and are left out; NaN and infinite values stay, as gaps. Undefined when nothing was
 * observed.
 */
export function overEpochs<Event extends { readonly epoch: number }>(
  events: readonly Event[],
  line: Pick<Series, 'id' | 'label' | 'role'>,
  pick: (event: Event) => number | undefined,
): Series | undefined {
  const x: number[] = [];
  const y: number[] = [];
  for (const event of events) {
    const value = pick(event);
    if (value === undefined) continue;
    x.push(event.epoch);
    y.push(value);
  }
  return x.length === 0 ? undefined : { ...line, x, y };
}
