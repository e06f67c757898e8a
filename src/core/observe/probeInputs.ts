import { centreColumns } from '../../metrics/centre';
import { gramMatrix } from '../../metrics/gramMatrix';
import { norm } from '../../metrics/vector';
import type { Samples } from '../data/dataset';
import type { Tensor } from '../engines/engine';
import { rows } from '../training/evaluate';

/** The probe batch as tensors that stay the same for a whole run. */
export interface ProbeInputs {
  readonly x: Tensor;
  readonly y: Tensor;
  /** y with the mean of each column taken out. */
  readonly centredTargets: Tensor;
}

export function probeInputs(probe: Samples, inputShape: readonly number[]): ProbeInputs {
  const { x, y } = rows(probe, 0, probe.count, inputShape);
  const [samples, outputs] = y.shape as readonly [number, number];
  const data = Float32Array.from(centreColumns(y.data, samples, outputs));
  return { x, y, centredTargets: { shape: y.shape, data } };
}

/** The same rows, beginning with another one; those before it come last. */
export function rotatedRows({ shape, data }: Tensor, first: number): Tensor {
  const at = (first * data.length) / (shape[0] as number);
  const rotated = new Float32Array(data.length);
  rotated.set(data.subarray(at));
  rotated.set(data.subarray(0, at), data.length - at);
  return { shape, data: rotated };
}

/** |Y~Y~'| (Frobenius), which is |Y~'Y~|; 0 where the targets do not vary but for rounding. */
export function targetKernelNorm({ y, centredTargets }: ProbeInputs): number {
  const [samples, outputs] = y.shape as readonly [number, number];
  const kernel = norm(gramMatrix(transposed(centredTargets.data, outputs), outputs, samples));
  const largest = norm(y.data) ** 2;
  return kernel <= 1e-12 * largest ? 0 : kernel;
}

function transposed(values: Tensor['data'], columns: number): Float64Array {
  const count = values.length / columns;
  return Float64Array.from(
    { length: values.length },
    (_, at) => values[(at % count) * columns + Math.floor(at / count)]!,
  );
}
