// Writes the measured records of the rules into docs/rules.md: npx tsx test/support/rulesPage.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '../../src/diagnosis/rule';
import { rules } from '../../src/diagnosis/rules';

export const rulesPage = join(__dirname, '../../docs/rules.md');

/** The page with each rule's record as the code has it, after the line that asks for it. */
export function withRecords(page: string): string {
  const asked = /(<!-- record: ([\w-]+) -->\n)(?:\n?\|.*\n)*/g;
  return page.replace(asked, (_, line: string, id: string) => {
    const rule = rules.find((one) => one.id === id);
    if (!rule) throw new Error(`docs/rules.md asks for the record of ${id}, which is no rule.`);
    return `${line}\n${table(rule)}`;
  });
}

function table({ id, record }: Rule): string {
  if (!record) throw new Error(`docs/rules.md asks for the record of ${id}, which has none.`);
  const groups = [
    ['base', record.base],
    ['rescaled', record.shifted],
    ['held out', record.heldOut],
  ] as const;
  const rows = groups.map(
    ([name, { runs, better, worse }]) => `| ${name} | ${runs} | ${better} % | ${worse} % |`,
  );
  const head = ['| tasks | runs | better | worse |', '|---|---|---|---|'];
  return [...head, ...rows].map((row) => `${row}\n`).join('');
}

if (require.main === module) {
  writeFileSync(rulesPage, withRecords(readFileSync(rulesPage, 'utf8')));
}
