import assert from 'node:assert/strict';
import { readConfig } from '../../../../src/config/readConfig';
import { reportedProblems } from '../../../../src/extension/help/reportedProblems';

const alone = { parser: false, schema: false };
const among = { parser: true, schema: true };

function reported(text: string, others: typeof alone): readonly string[] {
  return reportedProblems(readConfig(text, 'yaml').problems, others).map(({ message }) => message);
}

const valid = `dataset: { kind: bundled, name: digits }
model: { kind: mlp, hidden: [8] }
loss: cross_entropy
optimizer: { kind: adamw, learning_rate: 1e-3 }
training: { epochs: 2 }
`;

describe('problems beside other validators', () => {
  const expressible = [
    valid.replace('adamw', 'adamm'),
    valid.replace('1e-3', '-1'),
    valid.replace('hidden', 'hiden'),
    valid.replace('loss: cross_entropy\n', ''),
  ];
  for (const text of expressible) {
    it('are left to a validator with the schema where a schema can say them', () => {
      assert.ok(reported(text, alone).length > 0);
      assert.deepEqual(reported(text, among), []);
    });
  }

  it('are left to a parser where the text is malformed, but not to a schema alone', () => {
    const torn = valid + 'loss: mse\n';
    assert.deepEqual(reported(torn, among), []);
    assert.equal(reported(torn, { parser: false, schema: true }).length, 1);
  });

  const ours = [
    ['loss: cross_entropy', 'loss: logistic'],
    ['1e-3 }', '1e-3, momentum: 0.5 }'],
    ['1e-3', '.nan'],
    ['model: {', 'model: { <<: 1,'],
    ['training:', '---\ntraining:'],
  ] as const;
  for (const [from, to] of ours) {
    it(`are told in any case where no schema knows them: ${JSON.stringify(to)}`, () => {
      const text = valid.replace(from, to);
      assert.notEqual(text, valid);
      assert.equal(reported(text, among).length, 1);
      assert.ok(reported(text, alone).length >= 1);
    });
  }
});
