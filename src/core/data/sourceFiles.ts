import type { DatasetSource } from '../../protocol/settings';

/** The user's own files that a source names; made and bundled data have none. */
export function sourceFiles(source: DatasetSource): readonly string[] {
  switch (source.kind) {
    case 'synthetic':
    case 'bundled':
      return [];
    case 'csv':
      return [source.path];
    case 'idx': {
      const { images, labels, validation_images = [], validation_labels = [] } = source;
      return [images, labels, validation_images, validation_labels].flat();
    }
    case 'npy': {
      const { inputs, targets, validation_inputs = [], validation_targets = [] } = source;
      return [inputs, targets, validation_inputs, validation_targets].flat();
    }
  }
}
