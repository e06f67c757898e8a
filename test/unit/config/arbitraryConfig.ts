import fc from 'fast-check';

/** Keys of a config's sections, with numbers to put there; sections may nest. */
export type Data = { readonly [key: string]: number | string | Data };

/** How a text is laid out; every combination must survive an edit. */
export interface Layout {
  readonly eol: '\n' | '\r\n';
  readonly indent: string;
  readonly comments: boolean;
  readonly finalNewline: boolean;
  readonly tight: boolean;
  /** Depth from which sections stand in braces on one line; 9 for never. */
  readonly flowFrom: number;
  readonly trailingComma: boolean;
}

const spelling = fc.constantFrom(1, 0, 64, 0.5, 1e-3, 2e-7, 123456, 0.9);

/** Some of a config's keys in some order, as people leave out and reorder them. */
export const arbitraryData: fc.Arbitrary<Data> = fc
  .record(
    {
      name: fc.constant('run'),
      dataset: section({ kind: fc.constant('bundled'), train_samples: spelling, seed: spelling }),
      model: section({
        kind: fc.constant('mlp'),
        dropout: spelling,
        init: section({ scheme: fc.constant('he_normal'), scale: spelling }),
        output_multiplier: spelling,
      }),
      loss: fc.constant('mse'),
      optimizer: section({ kind: fc.constant('sgd'), learning_rate: spelling }),
      training: section({ epochs: spelling, batch_size: spelling }),
    },
    { requiredKeys: [] },
  )
  .chain(shuffled);

export const arbitraryLayout: fc.Arbitrary<Layout> = fc.record({
  eol: fc.constantFrom('\n' as const, '\r\n' as const),
  indent: fc.constantFrom('  ', '    ', ' '),
  comments: fc.boolean(),
  finalNewline: fc.boolean(),
  tight: fc.boolean(),
  flowFrom: fc.constantFrom(0, 1, 2, 9),
  trailingComma: fc.boolean(),
});

export const editedPaths = [
  'model.init.scale',
  'model.output_multiplier',
  'optimizer.weight_decay',
  'optimizer.learning_rate',
  'training.epochs',
  'dataset.seed',
] as const;

export function writeYaml(data: Data, layout: Layout): string {
  const note = layout.comments ? '# first line' + layout.eol : '';
  const isFlow = layout.flowFrom === 0 || Object.keys(data).length === 0;
  const body = isFlow ? flow(data, layout, false) : yamlBlock(data, layout, 0);
  return note + body + (layout.finalNewline ? layout.eol : '');
}

export function writeJson(data: Data, layout: Layout, language: 'json' | 'jsonc'): string {
  const plain = { ...layout, comments: false, trailingComma: false };
  const body = jsonBlock(data, language === 'json' ? plain : layout, 0);
  return body + (layout.finalNewline ? layout.eol : '');
}

function yamlBlock(data: Data, layout: Layout, depth: number): string {
  const { eol, indent, comments, flowFrom } = layout;
  const lines = Object.entries(data).map(([key, value]) => {
    const note = comments ? ` # about ${key}, {x: 1}` : '';
    const lead = indent.repeat(depth) + key + ':';
    if (typeof value !== 'object') return `${lead} ${String(value)}${note}`;
    if (depth + 1 >= flowFrom || Object.keys(value).length === 0) {
      return `${lead} ${flow(value, layout, false)}${note}`;
    }
    return `${lead}${note}${eol}${yamlBlock(value, layout, depth + 1)}`;
  });
  return lines.join(eol);
}

function flow(data: Data, layout: Layout, quoted: boolean): string {
  const pad = layout.tight ? '' : ' ';
  const items = Object.entries(data).map(([key, value]) => {
    const text = typeof value === 'object' ? flow(value, layout, quoted) : word(value, quoted);
    return `${quoted ? JSON.stringify(key) : key}:${quoted ? pad : ' '}${text}`;
  });
  if (items.length === 0) return '{}';
  return `{${pad}${items.join(`,${pad}`)}${layout.trailingComma ? ',' : ''}${pad}}`;
}

function jsonBlock(data: Data, layout: Layout, depth: number): string {
  const { eol, indent, comments, flowFrom, trailingComma } = layout;
  const entries = Object.entries(data);
  if (depth >= flowFrom || entries.length === 0) return flow(data, layout, true);
  const lines = entries.map(([key, value], i) => {
    const text =
      typeof value === 'object' ? jsonBlock(value, layout, depth + 1) : word(value, true);
    const comma = i < entries.length - 1 || trailingComma ? ',' : '';
    const note = comments ? ` // about ${key}, {"x": 1}` : '';
    return `${indent.repeat(depth + 1)}${JSON.stringify(key)}: ${text}${comma}${note}`;
  });
  return `{${eol}${lines.join(eol)}${eol}${indent.repeat(depth)}}`;
}

function word(value: number | string, quoted: boolean): string {
  return quoted ? JSON.stringify(value) : String(value);
}

function section(keys: Record<string, fc.Arbitrary<number | string | Data>>): fc.Arbitrary<Data> {
  return fc.record(keys, { requiredKeys: [] }).chain((data) => shuffled(data as Data));
}

function shuffled(data: Data): fc.Arbitrary<Data> {
  const entries = Object.entries(data);
  return fc
    .shuffledSubarray(entries, { minLength: entries.length })
    .map((order): Data => Object.fromEntries(order));
}
