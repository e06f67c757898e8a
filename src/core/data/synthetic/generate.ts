import type { SyntheticSource } from '../../../protocol/settings';
import type { RawData } from '../rawData';
import { createRandom } from '../random';
import { generateClusters } from './clusters';
import { generateLinearTeacher } from './linearTeacher';
import { generateModularAddition } from './modularAddition';
import { generateReluTeacher } from './reluTeacher';
import { generateSineTeacher } from './sineTeacher';
import { generateTwoGaussians } from './twoGaussians';
import { generateTwoMoons } from './twoMoons';
import { generateXorClusters } from './xorClusters';

/** Made data: the same for the same source, its seed included. Throws DataError for impossible sizes. */
export function generate(source: SyntheticSource): RawData {
  const random = createRandom(source.seed, `synthetic ${source.name}`);
  switch (source.name) {
    case 'two-moons':
      return generateTwoMoons(source, random);
    case 'clusters':
      return generateClusters(source, random);
    case 'xor-clusters':
      return generateXorClusters(source, random);
    case 'relu-teacher':
      return generateReluTeacher(source, random);
    case 'linear-teacher':
      return generateLinearTeacher(source, random);
    case 'sine-teacher':
      return generateSineTeacher(source, random);
    case 'two-gaussians':
      return generateTwoGaussians(source, random);
    case 'modular-addition':
      return generateModularAddition(source);
  }
}
