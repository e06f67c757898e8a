import type { DatasetSource, LossKind } from '../../protocol/settings';
import { codeClasses } from './codeClasses';
import type { CsvTable } from './csvTable';
import { readCsvTable } from './csvTable';
import { DataError } from './dataError';
import { blaming, FormatError } from './formatError';
import { nearestName } from './nearestName';
import type { RawData, RawTargets } from './rawData';
import { readBytes } from './readBytes';

type CsvSource = Extract<DatasetSource, { kind: 'csv' }>;

/**
 * A CSV file as samples: numeric features, and a target that is numbers with the loss `mse` (when
 * every cell is one) and classes otherwise.
 * Throws DataError for a column that is not there and for a cell that is no finite number.
 */
export async function loadCsv(source: CsvSource, loss: LossKind): Promise<RawData> {
  const file = source.path;
  const bytes = await readBytes(file, 'dataset.path');
  const table = blaming('dataset.path', () => readCsvTable(bytes, file));
  const columns = new Columns(table, file);
  const target = columns.find(source.target, 'dataset.target', 'target');
  const features = (source.features ?? table.header.filter((name) => name !== source.target)).map(
    (name, index) => columns.find(name, `dataset.features.${index}`, 'feature'),
  );
  if (features.length === 0) {
    throw new DataError('dataset.features', `${file} is left without a feature beside its target`);
  }
  if (features.includes(target)) {
    throw new DataError(
      `dataset.features.${features.indexOf(target)}`,
      `'${source.target}' is the target and a feature too; leave it out of features`,
    );
  }
  if (table.rows.length === 0) {
    throw new DataError('dataset.path', `${file} has a header and no data rows`);
  }
  const inputs = new Float64Array(table.rows.length * features.length);
  blaming('dataset.path', () => {
    let at = 0;
    for (let row = 0; row < table.rows.length; row++) {
      for (const column of features) inputs[at++] = columns.number(row, column, 'features are');
    }
  });
  return {
    name: file,
    count: table.rows.length,
    sampleShape: [features.length],
    inputs,
    targets: readTarget(columns, target, loss),
    blame: { inputs: 'dataset.path', targets: 'dataset.target' },
    notes: [],
  };
}

function readTarget(columns: Columns, target: number, loss: LossKind): RawTargets {
  const cells = blaming('dataset.path', () => columns.filled(target));
  const numeric = cells.every((cell) => NUMBER.test(cell));
  const numbers = () =>
    blaming('dataset.path', () =>
      Float64Array.from(cells, (_, row) => columns.number(row, target, 'targets are')),
    );
  if (loss === 'mse' && numeric) return { kind: 'values', width: 1, values: numbers() };
  return blaming('dataset.target', () =>
    codeClasses(numeric ? numbers() : cells, columns.where(target)),
  );
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const NOT_FINITE = /^[+-]?(nan|inf|infinity)$/i;

class Columns {
  constructor(
    private readonly table: CsvTable,
    private readonly file: string,
  ) {}

  find(name: string, configPath: string, role: string): number {
    const column = this.table.header.indexOf(name);
    if (column >= 0) return column;
    throw new DataError(configPath, this.missing(name, role));
  }

  where(column: number): string {
    return `${this.file}, column '${this.table.header[column]}'`;
  }

  number(row: number, column: number, role: string): number {
    const cell = this.cell(row, column);
    const value = NUMBER.test(cell) ? Number(cell) : NaN;
    if (Number.isFinite(value)) return value;
    const seen = cell === '' ? 'the value is missing' : `'${cell}' is not a finite number`;
    throw this.fault(row, column, `${seen}; ${role} finite numbers, such as 0.5 or 1e-3`);
  }

  /** The cells of a column in which none may be missing. */
  filled(column: number): readonly string[] {
    return this.table.rows.map((_, row) => {
      const cell = this.cell(row, column);
      if (cell !== '' && !NOT_FINITE.test(cell)) return cell;
      const seen = cell === '' ? 'the value is missing' : `'${cell}' is no target`;
      throw this.fault(row, column, `${seen}; every row needs a class or a finite number here`);
    });
  }

  private cell(row: number, column: number): string {
    return this.table.rows[row]?.[column] ?? '';
  }

  private fault(row: number, column: number, says: string): FormatError {
    const name = this.table.header[column];
    return new FormatError(`${this.file}, ${this.table.place(row)}, column '${name}': ${says}`);
  }

  private missing(name: string, role: string): string {
    const { header } = this.table;
    const [only = ''] = header;
    if (header.length === 1 && /[;\t]/.test(only)) {
      const found = only.includes(';') ? 'semicolons' : 'tabs';
      return `${this.file} separates its columns with ${found}; CSV is read with commas`;
    }
    const nearest = nearestName(name, header);
    return (
      `${this.file} has no ${role} column '${name}'` +
      (nearest === undefined ? '' : ` (did you mean '${nearest}'?)`) +
      `; it has ${header.map((column) => `'${column}'`).join(', ')}`
    );
  }
}
