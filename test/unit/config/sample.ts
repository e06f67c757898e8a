/** The least that a config must say, on nine lines. */
export const least = `dataset: { kind: bundled, name: digits }
model:
  kind: mlp
  hidden: [128, 64]
loss: cross_entropy
optimizer:
  kind: adamw
  learning_rate: 1e-3
training: { epochs: 20 }
`;

/** Replaces text that must be there. */
export function changed(from: string, to: string, text = least): string {
  if (!text.includes(from)) throw new Error(`The sample holds no ${from}.`);
  return text.replace(from, to);
}
