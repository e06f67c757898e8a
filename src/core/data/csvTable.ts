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
 * Reads RFC 4180: commas, a header line, quoted fields with doubled quotes and line breaks in them;
 * blank lines and a byte order mark are passed over.
 * Throws FormatError, naming `path`, for broken quotes and for rows of another width.
 */
export function readCsvTable(bytes: Uint8Array, path: string): CsvTable {
  // csv-parse counts a CRLF inside quotes as two lines.
  const text = new TextDecoder('utf-8').decode(bytes).replace(/\r\n?/g, '\n');
  const [header, ...rows] = parseText(text, path);
  if (header === undefined) throw new FormatError(`${path} holds no header line`);
  const place = (row: number) => `data row ${row + 1} (line ${lineOf(text, row + 1)})`;
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
