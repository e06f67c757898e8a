import type { Span } from '../../config/problem';

/** Where in a YAML text the cursor stands. Spans cover the word at the cursor, with its quotes. */
export type CursorPlace =
  | {
      readonly kind: 'key';
      /** Path of the section that the key belongs to. */
      readonly section: readonly string[];
      readonly word: Span;
      readonly isFlow: boolean;
      /** Whether a colon follows already. */
      readonly hasColon: boolean;
    }
  | {
      readonly kind: 'value';
      readonly path: readonly string[];
      readonly word: Span;
      readonly isFlow: boolean;
      /** Whether the colon stands right before the cursor, so that a blank is needed. */
      readonly needsBlank: boolean;
    }
  /** In a comment, a list, a block of text, or somewhere that no key or value belongs. */
  | { readonly kind: 'none' };
