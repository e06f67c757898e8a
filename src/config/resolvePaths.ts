import type { DatasetSettings, Settings } from '../protocol/settings';

/**
 * Settings whose data files are absolute. `resolve` is Node's `path.resolve`, or another function
 * that joins a folder and a path and leaves absolute paths alone.
 */
export function resolvePaths(
  settings: Settings,
  baseFolder: string,
  resolve: (folder: string, path: string) => string,
): Settings {
  return {
    ...settings,
    dataset: resolveDataset(settings.dataset, (path) => resolve(baseFolder, path)),
  };
}

function resolveDataset(
  dataset: DatasetSettings,
  absolute: (path: string) => string,
): DatasetSettings {
  switch (dataset.kind) {
    case 'bundled':
    case 'synthetic':
      return dataset;
    case 'csv':
      return { ...dataset, path: absolute(dataset.path) };
    case 'idx': {
      const { validation_images: images, validation_labels: labels } = dataset;
      return {
        ...dataset,
        images: absolute(dataset.images),
        labels: absolute(dataset.labels),
        ...(images !== undefined && { validation_images: absolute(images) }),
        ...(labels !== undefined && { validation_labels: absolute(labels) }),
      };
    }
    case 'npy': {
      const { validation_inputs: inputs, validation_targets: targets } = dataset;
      return {
        ...dataset,
        inputs: absolute(dataset.inputs),
        targets: absolute(dataset.targets),
        ...(inputs !== undefined && { validation_inputs: absolute(inputs) }),
        ...(targets !== undefined && { validation_targets: absolute(targets) }),
      };
    }
  }
}
