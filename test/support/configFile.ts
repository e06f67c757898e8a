import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A config on the bundled digits that trains for about `epochs` times 4 milliseconds. */
export function digitsConfig(epochs: number): string {
  return `# digits, ä 漢字
dataset: { kind: bundled, name: digits, validation: 0.2 }
model: { kind: mlp, hidden: [64] }
loss: cross_entropy
optimizer:
  kind: adamw
  learning_rate: 1e-3   # as usual
  weight_decay: 1e-4
schedule: { kind: cosine }
training: { epochs: ${epochs}, seed: 3 }
monitor: { preset: standard, every_steps: 5, probe_samples: 64 }
`;
}

export function writeConfig(folder: string, text: string, name = 'digits.fit.yaml'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
