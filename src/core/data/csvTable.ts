import { CsvError, parse } from 'csv-parse/sync';
import { FormatError } from './formatError';

/** The text of a CSV file in cells, trimmed; all rows as wide as the header. */
export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Where a row (from 0) stands: `data row 3 (line 4)`. */
  place(row: number): string;
}

/**
 * Reads RFC 4180 in UTF-8: commas, a header line, quoted fields with doubled quotes and line breaks
 * in them; blank lines and a byte order mark are passed over.
 * Throws FormatError, naming `path`, for bytes that are not UTF-8, for broken quotes and for rows of
 * another width.
 */
export function readCsvTable(bytes: Uint8Array, path: string): CsvTable {
  // csv-parse counts a CRLF inside quotes as two lines.
  const text = decode(bytes, path).replace(/\r\n?/g, '\n');
  const [header, ...rows] = parseText(text, path);
  if (header === undefined) throw new FormatError(`${path} holds no header line`);
  const place = (row: number) => placeOf(text, row);
  header.forEach((name, column) => {
    if (name === '')
      throw new FormatError(`${path}: column ${column + 1} has no name in the header`);
    if (header.indexOf(name) < column) {
      throw new FormatError(`${path}: the header has two columns '${name}'`);
    }
  });
  rows.forEach((cells, row) => {
    if (cells.length === header.length) return;
    throw new FormatError(
      `${path}, ${place(row)}: ${cells.length} fields where the header has ${header.length}`,
    );
  });
  return { header, rows, place };
}

function decode(bytes: Uint8Array, path: string): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new FormatError(`${path} is UTF-16 text; save it as UTF-8`);
  return decodeUtf8(bytes) ?? refuseBytes(bytes, path);
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Names the first cell that is not UTF-8: as Latin-1 the cells are the same, a character a byte. */
function refuseBytes(bytes: Uint8Array, path: string): never {
  const text = Buffer.from(bytes).toString('latin1').replace(/\r\n?/g, '\n');
  const isUtf8 = (cell: string) => decodeUtf8(Buffer.from(cell, 'latin1')) !== undefined;
  const rows = parseText(text, path);
  const row = rows.findIndex((cells) => !cells.every(isUtf8));
  const column = rows[row]?.findIndex((cell) => !isUtf8(cell)) ?? -1;
  const cell = rows[row]?.[column] ?? '';
  const name = rows[0]?.[column] ?? '';
  const place =
    row <= 0
      ? `column ${column + 1} of the header`
      : `${placeOf(text, row - 1)}, column ${isUtf8(name) ? `'${name}'` : column + 1}`;
  const reads = PRINTABLE.test(cell) ? `; it would be '${cell}' in Latin-1` : '';
  throw new FormatError(
    `${path}, ${place}: this is not UTF-8 text${reads}. Save the file as UTF-8`,
  );
}

/** Letters and signs of Latin-1, few enough to be told. */
const PRINTABLE = /^[\x20-\x7e\xa0-\xff]{1,40}$/;

const OPTIONS = {
  record_delimiter: '\n',
  relax_column_count: true,
  skip_empty_lines: true,
  trim: true,
} as const;

function parseText(text: string, path: string): string[][] {
  try {
    return parse(text, OPTIONS);
  } catch (error) {
    if (error instanceof CsvError) throw new FormatError(`${path}: ${inWords(error)}`);
    throw error;
  }
}

function placeOf(text: string, row: number): string {
  return `data row ${row + 1} (line ${lineOf(text, row + 1)})`;
}

/** Line, from 1, on which a record (0 is the header) starts. Parses again: only for messages. */
function lineOf(text: string, record: number): number {
  const parsed: unknown[] = parse(text, { ...OPTIONS, info: true, trim: false, to: record + 1 });
  const last = parsed[record] as { record: string[]; info: { lines: number } };
  const breaks = last.record.join('').split('\n').length - 1;
  return last.info.lines - breaks;
}

/** csv-parse's own words quote whole fields, which are noise where the file is no text. */
function inWords({ code, lines, message }: CsvError & { readonly lines?: number }): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a field opens with a quote that is never closed';
    case 'INVALID_OPENING_QUOTE':
      return `line ${lines} has a quote inside a field that does not start with one`;
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE':
      return `line ${lines} has a field that goes on after its closing quote`;
    default:
      return message;
  }
}
