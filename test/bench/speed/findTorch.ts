import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

/** A Python with PyTorch; Debian's, where another stands before it on the PATH. */
export function findTorch(): string | undefined {
  const candidates = [process.env['PYTHON'], '/usr/bin/python3', 'python3'];
  return candidates.find(
    (python) =>
      python !== undefined &&
      (!python.startsWith('/') || existsSync(python)) &&
      spawnSync(python, ['-c', 'import torch']).status === 0,
  );
}
