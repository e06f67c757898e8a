import type { CliContext, TextStream } from '../context';

export type Colour = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan';

export type Paint = (colour: Colour, text: string) => string;

/** Colours for a terminal; plain text for a pipe, and where NO_COLOR is set and not empty. */
export function paintFor(stream: TextStream, { environment }: CliContext): Paint {
  const isPlain =
    !stream.isTTY || Boolean(environment['NO_COLOR']) || environment['TERM'] === 'dumb';
  return isPlain ? (_, text) => text : (colour, text) => `\u001b[${codes[colour]}m${text}\u001b[0m`;
}

const codes: Readonly<Record<Colour, number>> = {
  bold: 1,
  dim: 2,
  red: 31,
  yellow: 33,
  green: 32,
  cyan: 36,
};
