import type { DatasetSource, LossKind, Settings } from '../../protocol/settings';
import { loadBundled } from './bundled';
import { loadCsv } from './csv';
import type { Dataset } from './dataset';
import { openCache } from './cache/openCache';
import { loadIdx } from './idxFiles';
import { loadNpy } from './npyFiles';
import { prepare } from './prepare';
import type { RawData } from './rawData';
import { generate } from './synthetic/generate';

export interface LoadingPlaces {
  readonly bundledFolder: string;
  /** Keeps what was prepared, so that the next run that asks for the same does not parse it again. */
  readonly cacheFolder?: string;
}

/**
 * Real numbers ready for training, as the settings ask for them: read or made, shuffled with
 * `training.seed`, split, label noise applied, standardized.
 * `bundledFolder` holds the bundled data (`examples/data`). The settings' paths are absolute.
 * Throws DataError, with the config path to blame, when the data cannot be trained on.
 */
export async function loadDataset(
  settings: Settings,
  { bundledFolder, cacheFolder }: LoadingPlaces,
): Promise<Dataset> {
  if (cacheFolder === undefined) return readAndPrepare(settings, bundledFolder);
  const cache = await openCache(cacheFolder, settings, bundledFolder);
  return cache.read() ?? cache.keep(await readAndPrepare(settings, bundledFolder));
}

async function readAndPrepare(settings: Settings, bundledFolder: string): Promise<Dataset> {
  const raw = await readSource(settings.dataset, settings.loss, bundledFolder);
  return prepare(raw, settings);
}

async function readSource(
  source: DatasetSource,
  loss: LossKind,
  bundledFolder: string,
): Promise<RawData> {
  switch (source.kind) {
    case 'bundled':
      return loadBundled(source.name, loss, bundledFolder);
    case 'csv':
      return loadCsv(source, loss);
    case 'idx':
      return loadIdx(source, loss);
    case 'npy':
      return loadNpy(source, loss);
    case 'synthetic':
      return generate(source);
  }
}
