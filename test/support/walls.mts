// Enforces the import table of the house. Fails when it saw no modules.
import { cruise } from 'dependency-cruiser';
import type { IForbiddenRuleType } from 'dependency-cruiser';
import process from 'node:process';

/** Node's own modules. */
const node = 'node:';

const rooms: Readonly<Record<string, { readonly may: readonly string[] }>> = {
  'src/metrics': { may: [] },
  'src/protocol': { may: [] },
  'src/config': { may: ['src/protocol', 'zod', 'yaml', 'jsonc-parser'] },
  'src/diagnosis': { may: ['src/metrics', 'src/protocol'] },
  'src/sweep': { may: ['src/config', 'src/protocol'] },
  'src/runs': { may: ['src/protocol', 'zod', node] },
  'src/core': {
    may: [
      'src/metrics',
      'src/protocol',
      'src/config',
      'src/runs',
      'onnxruntime-',
      '@tensorflow/',
      'csv-parse',
      'package.json',
      node,
    ],
  },
  'src/launch': { may: ['src/protocol', 'src/runs', 'src/config', node] },
  'src/cli': { may: ['src/(?!core|extension)', 'commander', 'zod', node, 'package.json'] },
  'src/extension': {
    may: ['src/(?!core|cli)', 'vscode', '@types/vscode', 'zod', node, 'package.json'],
  },
  webview: { may: ['src/protocol', 'src/metrics', 'chart.js', '@vscode/webview-ui-toolkit'] },
};

/** Files that are commands of their own and may read and write. */
const exceptions: Readonly<Record<string, string>> = { 'src/config': 'writeSchema' };

/** Broken on purpose: a check that does not report it is not looking. */
const canary: IForbiddenRuleType = {
  name: 'canary',
  severity: 'info',
  from: { path: '^src/cli/' },
  to: { path: 'commander' },
};

async function main(): Promise<void> {
  const forbidden: IForbiddenRuleType[] = Object.entries(rooms).map(([room, { may }]) => ({
    name: `${room} imports only what the house allows`,
    severity: 'error',
    from: {
      path: `^${room}/`,
      ...(exceptions[room] && { pathNot: exceptions[room] }),
    },
    to: {
      pathNot: [
        `^${room}/`,
        ...may.filter((allowed) => allowed !== node).map((allowed) => pattern(allowed)),
      ],
      ...(may.includes(node) && { dependencyTypesNot: ['core' as const] }),
    },
  }));
  forbidden.push({ name: 'no cycles', severity: 'error', from: {}, to: { circular: true } });
  const { output } = await cruise(['src', 'webview'], {
    validate: true,
    ruleSet: { forbidden: [...forbidden, canary] },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
  });
  if (typeof output === 'string') throw new Error('dependency-cruiser gave text, not a result.');
  const { totalCruised, violations: reported } = output.summary;
  const violations = reported.filter((violation) => violation.rule.name !== canary.name);
  const seen = Object.keys(rooms).filter((room) =>
    output.modules.some((module) => module.source.startsWith(`${room}/`)),
  );
  for (const violation of violations)
    process.stderr.write(`${violation.rule.name}: ${violation.from} -> ${violation.to}\n`);
  process.stdout.write(
    `walls: ${totalCruised} modules in ${seen.length} rooms, ${violations.length} violations\n`,
  );
  const expectedRooms = Object.keys(rooms).length - (seen.includes('src/sweep') ? 0 : 1);
  const sang = violations.length < reported.length;
  if (!sang || totalCruised < 50 || seen.length < expectedRooms) {
    process.stderr.write(
      `The walls were not looked at: saw ${totalCruised} modules in ${seen.join(', ')}.\n`,
    );
    process.exitCode = 1;
  }
  if (violations.length > 0) process.exitCode = 1;
}

function pattern(allowed: string): string {
  if (allowed.startsWith('src/')) return `^${allowed}`;
  return `(^|/)node_modules/${allowed}|^${allowed}`;
}

void main();
