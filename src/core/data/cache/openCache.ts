import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Settings } from '../../../protocol/settings';
import type { Dataset } from '../dataset';
import { contentOf } from './contentOf';

/** Where one prepared data set is kept between runs. */
export interface DataCache {
  /** Undefined where it was not kept yet, or what is there cannot be read. */
  read(): Dataset | undefined;
  /** Keeps a data set and gives it back, also where it cannot be kept. */
  keep(dataset: Dataset): Dataset;
}

/**
 * The place of a prepared data set in a folder: named after the content of its files and after every
 * setting that preparing reads, so that a changed file or setting is another data set.
 */
export async function openCache(
  folder: string,
  settings: Settings,
  bundledFolder: string,
): Promise<DataCache> {
  const content = await contentOf(settings.dataset, folder, bundledFolder);
  const { dataset, loss, training, monitor } = settings;
  const read = { dataset, loss, seed: training.seed, probe: monitor.probe_samples };
  const key = JSON.stringify([format, process.versions.v8, content, read]);
  const path = join(folder, `${createHash('sha1').update(key).digest('hex')}.data`);
  return { read: () => readDataset(path), keep: (made) => keepDataset(folder, path, made) };
}

/** Changes with the shape of what is kept. */
const format = 1;

function readDataset(path: string): Dataset | undefined {
  try {
    return deserialize(readFileSync(path)) as Dataset;
  } catch {
    return undefined;
  }
}

/** A full disk takes no cache, and the run does not need one. */
function keepDataset(folder: string, path: string, dataset: Dataset): Dataset {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(temporary, serialize(dataset));
    renameSync(temporary, path);
  } catch {
    removeIfThere(temporary);
  }
  return dataset;
}

/** Where nothing can be written there may be nothing that can be removed either. */
function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It is in nobody's way.
  }
}
