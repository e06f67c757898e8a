import { isDefined, type NotDefined } from '../metrics/measured';
import { meanOui, oui } from '../metrics/oui';
import { packBits } from '../metrics/packBits';
import { FormatError } from './data/formatError';
import { readNpy } from './data/npy';
import { readUnpacked } from './data/readBytes';

/** OUI of dumped activations, one file a layer. */
export interface OuiOfFiles {
  /** Plain mean over `layers`. */
  readonly oui: number;
  /** In the order asked for. */
  readonly layers: readonly OuiOfFile[];
  /** Files for which OUI is not defined; they are not in the mean. Absent when there are none. */
  readonly leftOut?: readonly { readonly file: string; readonly reason: string }[];
}

export interface OuiOfFile {
  /** As it was passed in. */
  readonly file: string;
  /** Activations per sample. */
  readonly units: number;
  readonly oui: number;
}

/**
 * Reads NPY files with activations [samples, ...units], any rank, order and real or boolean type,
 * and gives the pairwise OUI over all pairs of samples (see `oui`). A unit is on where its value is
 * above 0. A layer with a single unit is left out and said so.
 * @throws FormatError when a file cannot be read or is not NPY, holds a value that is not finite, or
 * has another number of samples than the first; when there are fewer than 2 samples; when no layer
 * has an OUI; when no path was given.
 */
export async function ouiOfFiles(paths: readonly string[]): Promise<OuiOfFiles> {
  const layers: OuiOfFile[] = [];
  const leftOut: { file: string; reason: string }[] = [];
  let first: { readonly file: string; readonly samples: number } | undefined;
  for (const file of paths) {
    const { samples, units, values } = await readActivations(file);
    first ??= { file, samples };
    if (samples !== first.samples) {
      throw new FormatError(
        `${file} holds ${samples} samples and ${first.file} ${first.samples}: every file has to ` +
          'hold the activations of the same samples.',
      );
    }
    const measured = oui(packBits(values, samples, units), samples, units);
    if (isDefined(measured)) layers.push({ file, units, oui: measured });
    else leftOut.push({ file, reason: reasonToLeaveOut(file, measured) });
  }
  if (first === undefined) throw new FormatError('No file given: OUI needs one NPY file a layer.');
  const mean = meanOui(layers.map((layer) => layer.oui));
  if (!isDefined(mean)) {
    const reasons = leftOut.map(({ file, reason }) => `${file}: ${reason}`);
    throw new FormatError(`OUI is not defined for any of the files. ${reasons.join(' ')}`);
  }
  return { oui: mean, layers, ...(leftOut.length > 0 ? { leftOut } : {}) };
}

async function readActivations(
  file: string,
): Promise<{ samples: number; units: number; values: ArrayLike<number> }> {
  const bytes = await readUnpacked(file);
  const { shape, data } = readNpy(bytes, file);
  const [samples, ...rest] = shape;
  if (samples === undefined) {
    throw new FormatError(`${file} holds a single number: [samples, ...units] is needed.`);
  }
  return { samples, units: rest.reduce((product, size) => product * size, 1), values: data };
}

/** Too few units leaves the layer out; all else is wrong with the request and ends it. */
function reasonToLeaveOut(file: string, reason: NotDefined): string {
  if (reason.notDefined === 'too_few_units') return reason.says;
  throw new FormatError(`${file}: ${reason.says}`);
}
