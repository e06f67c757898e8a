import type { Segments } from './configPath';
import type { Span, TextProblem } from './problem';

/** A parsed config text: its plain data, and where each part of them stands. */
export interface ConfigTree {
  /** Plain data; meaningless while there are problems of severity `error`. */
  readonly value: unknown;
  readonly problems: readonly TextProblem[];
  readonly places: Places;
}

/**
 * Where things stand in a text. A path is `optimizer.weight_decay` or its segments. Behind an
 * alias or a merge key the place is the one that holds the characters.
 */
export interface Places {
  /** Characters of the value, quotes included; undefined where the text does not hold it. */
  valueSpan(path: string | Segments): Span | undefined;
  /** Characters of the key, quotes included; undefined for list entries and the root. */
  keySpan(path: string | Segments): Span | undefined;
}
