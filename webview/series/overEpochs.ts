import type { Series } from './series';

/** What is picked of an event; `key` tells it from everything else that is picked of such events. */
export interface Pick<Event> {
  readonly key: string;
  readonly of: (event: Event) => number | undefined;
}

interface Grown {
  readonly x: number[];
  readonly y: number[];
  /** Events looked at so far, and the last of them. */
  count: number;
  last: unknown;
}

/** Series so far by the first event of their run, so that they go when the run does. */
const grown = new WeakMap<object, Map<string, Grown>>();

/**
 * A series out of events that have an epoch. Events for which `pick` gives undefined were not
 * observed and are left out; NaN and infinite values stay, as gaps. Undefined when nothing was
 * observed. A run only grows: when the events begin with those of an earlier call, its arrays are
 * appended to and given out again, so that a long live run costs what is new of it.
 */
export function overEpochs<Event extends { readonly epoch: number }>(
  events: readonly Event[],
  line: { readonly id: string; readonly label: string; readonly role: Series['role'] },
  pick: Pick<Event>,
): Series | undefined {
  const [first] = events;
  if (!first) return undefined;
  const series = soFar(first, events, pick.key);
  const { x, y } = series;
  for (let i = series.count; i < events.length; i++) {
    const event = events[i];
    const value = event && pick.of(event);
    if (!event || value === undefined) continue;
    x.push(event.epoch);
    y.push(value);
  }
  series.count = events.length;
  series.last = events.at(-1);
  return x.length === 0 ? undefined : { ...line, x, y };
}

/** What an earlier call made of these very events; empty when they are others, or fewer. */
function soFar(first: object, events: readonly unknown[], key: string): Grown {
  const ofRun = grown.get(first) ?? new Map<string, Grown>();
  grown.set(first, ofRun);
  const known = ofRun.get(key);
  if (known && events.length >= known.count && events[known.count - 1] === known.last) return known;
  const fresh: Grown = { x: [], y: [], count: 0, last: undefined };
  ofRun.set(key, fresh);
  return fresh;
}
