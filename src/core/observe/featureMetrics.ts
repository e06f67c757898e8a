import { gradientFeatureAlignment } from '../../metrics/gradientFeatureAlignment';
import { kernelTargetAlignment } from '../../metrics/kernelTargetAlignment';
import type { Measured } from '../../metrics/measured';
import type { Samples } from '../data/dataset';
import type { Tensors } from '../engines/engine';
import { numbers } from '../training/evaluate';

/** Alignment of the last hidden layer's features, and of their gradient, with the targets. */
export function featureMetrics(result: Tensors, probe: Samples): Record<string, Measured> {
  const samples = probe.count;
  const features = numbers(result, 'features');
  const width = probe.targets.length / samples;
  return {
    kernel_target_alignment: kernelTargetAlignment(
      numbers(result, 'gram'),
      probe.targets,
      samples,
      width,
    ),
    gradient_feature_alignment: gradientFeatureAlignment(
      features,
      numbers(result, 'feature_gradient'),
      probe.targets,
      { samples, features: features.length / samples, targets: width },
    ),
  };
}
