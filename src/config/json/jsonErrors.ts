import { printParseErrorCode, type ParseError } from 'jsonc-parser';
import type { TextProblem } from '../problem';

/** A parser's error in words for people. */
export function describeJsonError(
  { error, offset, length }: ParseError,
  text: string,
): TextProblem {
  const code = printParseErrorCode(error);
  const seen = text.slice(offset, offset + length);
  return {
    severity: 'error',
    message: `Not valid JSON: ${words(code, seen)}.`,
    span: { start: offset, end: offset + length },
    // An empty file is fine to others.
    ...(text.trim() !== '' && { knownBy: 'parser' }),
  };
}

function words(code: string, seen: string): string {
  switch (code) {
    case 'InvalidCommentToken':
      return 'a .json file has no comments; a .jsonc file may';
    case 'ValueExpected':
      return seen === '' ? 'the file holds no value' : `a value is missing before ${seen}`;
    case 'PropertyNameExpected':
      return seen === '}'
        ? 'a comma before } is only allowed in a .jsonc file'
        : 'a key in double quotes is missing';
    case 'ColonExpected':
      return 'a colon is missing';
    case 'CommaExpected':
      return 'a comma is missing';
    case 'CloseBraceExpected':
      return 'a closing } is missing';
    case 'CloseBracketExpected':
      return 'a closing ] is missing';
    case 'EndOfFileExpected':
      return 'there is more after the end';
    case 'InvalidSymbol':
      return `${seen} is not a value; texts stand in double quotes`;
    case 'InvalidNumberFormat':
      return `${seen} is not a number`;
    case 'UnexpectedEndOfString':
      return 'a text does not end on its line';
    case 'UnexpectedEndOfComment':
      return 'a comment does not end';
    case 'UnexpectedEndOfNumber':
      return 'a number breaks off';
    case 'InvalidUnicode':
    case 'InvalidEscapeCharacter':
    case 'InvalidCharacter':
      return `${seen} holds a character that must be escaped`;
    default:
      // A code of a later parser version: its own name is better than nothing.
      return code;
  }
}
