import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where Debian's package dataset-fashion-mnist puts its files. */
export const fashionFolder = '/usr/share/datasets/fashion-mnist';

export const isFashionThere = existsSync(join(fashionFolder, 'train-images-idx3-ubyte.gz'));

/** The 60 000 training images as a config's dataset, without validation. */
export const fashionDataset = `dataset:
  kind: idx
  images: ${fashionFolder}/train-images-idx3-ubyte.gz
  labels: ${fashionFolder}/train-labels-idx1-ubyte.gz
  validation: 0`;
