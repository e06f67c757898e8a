import type { DatasetSource, LossKind } from '../../protocol/settings';
import { bothOrNeither, joinArrays, type ArrayFile, type ArrayPair } from './arrayFiles';
import { DataError } from './dataError';
import { blaming } from './formatError';
import { readIdx } from './idx';
import type { RawData } from './rawData';
import { readBytes } from './readBytes';

type IdxSource = Extract<DatasetSource, { kind: 'idx' }>;

/** Images and labels in IDX files, gzipped or not. Throws DataError at the file's config key. */
export async function loadIdx(source: IdxSource, loss: LossKind): Promise<RawData> {
  const train = await readPair(
    { key: 'dataset.images', path: source.images },
    { key: 'dataset.labels', path: source.labels },
  );
  const images = { key: 'dataset.validation_images', path: source.validation_images };
  const labels = { key: 'dataset.validation_labels', path: source.validation_labels };
  const validation = bothOrNeither(images, labels)
    ? await readPair({ ...images, path: images.path ?? '' }, { ...labels, path: labels.path ?? '' })
    : undefined;
  return joinArrays(train, validation, { loss, valuesAllowed: false });
}

interface NamedFile {
  readonly key: string;
  readonly path: string;
}

async function readPair(images: NamedFile, labels: NamedFile): Promise<ArrayPair> {
  const [inputs, targets] = await Promise.all([readFile(images), readFile(labels)]);
  if (inputs.shape.length < 2) {
    throw new DataError(
      images.key,
      `${images.path} has one dimension, as labels have; images have three ` +
        '(are images and labels the wrong way round?)',
    );
  }
  if (targets.shape.length !== 1) {
    throw new DataError(
      labels.key,
      `${labels.path} has ${targets.shape.length} dimensions, as images have; labels have one ` +
        '(are images and labels the wrong way round?)',
    );
  }
  return { inputs, targets };
}

async function readFile({ key, path }: NamedFile): Promise<ArrayFile> {
  const bytes = await readBytes(path, key);
  return { ...blaming(key, () => readIdx(bytes, path)), path, key };
}
