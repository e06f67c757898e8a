import type { Segments } from './configPath';

/** Something wrong with a config text, at its place. */
export interface Problem {
  readonly severity: Severity;
  /** Config path that it is about; empty where the text itself is malformed. */
  readonly path: string;
  readonly message: string;
  readonly span: Span;
  /** Of the span's start, counted from 1. */
  readonly line: number;
  /** Of the span's start, counted from 1, in UTF-16 units as editors count. */
  readonly column: number;
  /** `override`: the value came from outside; the span is what it would replace in the text. */
  readonly origin: 'text' | 'override';
  /** Whether a parser of the language, or a validator with the contributed schema, says it too. */
  readonly knownBy?: KnownBy;
}

export type KnownBy = 'parser' | 'schema';

/** Hints are only made when they are asked for. */
export type Severity = 'error' | 'warning' | 'hint';

/** UTF-16 offsets into the text, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A problem before its place in the text is known. */
export interface Issue {
  readonly severity: Severity;
  readonly at: Segments;
  /** Which characters are meant: a bad value, an unknown key, or the section that lacks one. */
  readonly on: 'value' | 'key' | 'parent';
  readonly message: string;
  readonly knownBy?: KnownBy;
}

/** A problem of the text itself: it is not YAML or not JSON. */
export interface TextProblem {
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly knownBy?: KnownBy;
}
