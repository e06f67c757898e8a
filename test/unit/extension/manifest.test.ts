import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..');

interface MenuItem {
  readonly command: string;
  readonly when?: string;
}
interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents?: readonly string[];
}
interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
      readonly icon: string;
    }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings: readonly (MenuItem & { readonly key: string })[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly icon: string }[] };
    readonly viewsWelcome: readonly { readonly when: string; readonly contents: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly markdownDescription: string }>>;
    };
  };
}

const text = readFileSync(join(root, 'package.json'), 'utf8');
const { icon, contributes } = JSON.parse(text) as Manifest;
const source = readSources(join(root, 'src', 'extension'));
const commands = contributes.commands.map(({ command }) => command);
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

/** Reached by links, lenses and quick fixes only, each with its ids. */
const linked = [
  'fitscope.applyRemedy',
  'fitscope.applyAndRerun',
  'fitscope.showAdvice',
  'fitscope.explainRule',
];

const startingCommands = [
  ...['fitscope.diagnose', 'fitscope.rerun', 'fitscope.installTensorFlow'],
  ...['fitscope.sweep', 'fitscope.sweepAsWritten', 'fitscope.rangeTest', 'fitscope.resumeSweep'],
  ...['fitscope.scanWeightDecay', 'fitscope.scanInitScale', 'fitscope.scanTrainSamples'],
  'fitscope.extendSweep',
];

describe('the manifest', () => {
  it('and the code name the same commands', () => {
    assert.ok(commands.length >= 12);
    const registered = [...source.matchAll(/^\s*'(fitscope\.\w+)': /gm)].map((match) => match[1]);
    assert.deepEqual([...registered].sort(), [...commands, ...linked].sort());
  });

  it('mentions no command that is not there', () => {
    const items = [...Object.values(contributes.menus).flat(), ...contributes.keybindings];
    const mentioned = [
      ...items.map(({ command }) => command),
      ...[...text.matchAll(/command:(fitscope\.\w+)/g)].map((match) => match[1] ?? ''),
      ...[...text.matchAll(/onCommand:(fitscope\.\w+)/g)].map((match) => match[1] ?? ''),
    ];
    assert.ok(mentioned.length > 30);
    for (const command of mentioned) {
      assert.ok([...commands, ...linked].includes(command), `${command} is not there`);
    }
  });

  it('titles commands in one style, each with an icon', () => {
    for (const { title, category, icon: sign, command } of contributes.commands) {
      assert.equal(category, 'Fitscope', command);
      assert.match(title, /^([A-Z][\w-]+ ?)+(\.\.\.)?$/, command);
      assert.match(sign, /^\$\([a-z-]+\)$/, command);
    }
  });

  it('offers a command that needs a run only where there is one', () => {
    const palette = contributes.menus['commandPalette'] ?? [];
    for (const command of ['showRun', 'revealRun', 'deleteRun', 'rerun']) {
      const item = palette.find((entry) => entry.command === `fitscope.${command}`);
      assert.equal(item?.when, 'false', command);
    }
  });

  it('starts nothing where nobody trusts', () => {
    for (const [menu, items] of Object.entries(contributes.menus)) {
      for (const { command, when } of items) {
        const starts = startingCommands.includes(command);
        if (starts && when !== 'false') assert.match(when ?? '', /isWorkspaceTrusted/, menu);
      }
    }
  });

  it('asks for no context that the code does not tell', () => {
    const asked = new Set([...text.matchAll(/(fitscope\.(?:is|has)[A-Z]\w+)/g)].map((m) => m[1]));
    const told = new Set(
      [...source.matchAll(/'(fitscope\.(?:is|has)[A-Z]\w+)'/g)].map((m) => m[1]),
    );
    assert.ok(asked.size >= 5);
    assert.deepEqual([...asked].sort(), [...told].sort());
  });

  it('describes every setting that the code reads, and the code reads every one', () => {
    const described = Object.keys(contributes.configuration.properties);
    for (const [name, { markdownDescription }] of Object.entries(
      contributes.configuration.properties,
    )) {
      assert.match(markdownDescription, /^[A-Z].*\.$/, name);
    }
    const read = [...source.matchAll(/\.get(?:<\w+>)?\(\s*'((?:slurm\.)?\w+)'/g)]
      .map((match) => `fitscope.${match[1]}`)
      .filter((name) => !name.startsWith('fitscope.open'));
    assert.deepEqual([...new Set(read)].sort(), described.sort());
  });

  it('names only files that are there', () => {
    const files = [
      icon,
      ...contributes.viewsContainers.activitybar.map((container) => container.icon),
      ...steps.map(({ media }) => media.svg),
    ];
    for (const file of files) assert.ok(existsSync(join(root, file)), file);
  });
});

describe('the walkthrough', () => {
  it('has five steps, each with a picture in words, that complete by being done', () => {
    assert.equal(steps.length, 5);
    for (const { id, media, completionEvents, description } of steps) {
      assert.ok(media.altText.length > 20, id);
      assert.ok((completionEvents ?? []).length > 0, id);
      assert.doesNotMatch(description, /!/);
    }
  });

  it('has pictures in the colours of the theme, which the page lets through', () => {
    for (const { media } of steps) {
      const picture = readFileSync(join(root, media.svg), 'utf8');
      const colours = [...picture.matchAll(/(?:fill|stroke)="([^"]*)"/g)].map((match) => match[1]);
      assert.ok(colours.length > 20, media.svg);
      for (const colour of colours) assert.match(colour ?? '', /^(none|var\(--vscode-.+\))$/);
      // Its content policy refuses scripts and styles of a picture.
      assert.doesNotMatch(picture, /<style|<script|style=|href=/);
    }
  });
});

describe('the runs view', () => {
  it('has a welcome with a way on for every state that it can be empty in', () => {
    const states = contributes.viewsWelcome.map(({ when }) => when);
    assert.equal(states.length, 4);
    for (const { contents } of contributes.viewsWelcome)
      assert.match(contents, /\n\[[^\]]+\]\(command:[\w.]+\)/);
    assert.deepEqual(states.filter((when) => when.includes('workspaceFolderCount == 0')).length, 1);
    assert.equal(states.filter((when) => when.includes('!isWorkspaceTrusted')).length, 1);
  });
});

function readSources(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}
