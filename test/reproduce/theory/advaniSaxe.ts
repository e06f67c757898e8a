export interface LinearTask {
  /** Samples over inputs. */
  readonly alpha: number;
  /** Variance of the teacher's weights, of the start and of the noise on the targets. */
  readonly teacher: number;
  readonly start: number;
  readonly noise: number;
}

/**
 * Test error of a linear student under gradient flow at time t (Advani and Saxe, arXiv 1710.03667):
 *
 *   E(t) = se2 + int rho(l) [ (sw2 + s02) e^{-2 l t} + (se2 / l)(1 - e^{-l t})^2 ] dl
 *   rho  = max(0, 1 - alpha) delta(l) + sqrt((l+ - l)(l - l-)) / (2 pi l),  l+- = (1 +- sqrt(alpha))^2
 *
 * The integral by the midpoint rule in the angle of l between l- and l+.
 */
export function testError({ alpha, teacher, start, noise }: LinearTask, t: number): number {
  const low = (1 - Math.sqrt(alpha)) ** 2;
  const high = (1 + Math.sqrt(alpha)) ** 2;
  const points = 20_000;
  const half = (high - low) / 2;
  let sum = Math.max(0, 1 - alpha) * (teacher + start) + noise;
  for (let i = 0; i < points; i++) {
    const angle = ((i + 0.5) / points) * Math.PI;
    const l = (high + low) / 2 + half * Math.cos(angle);
    const density = Math.sqrt(Math.max(0, (high - l) * (l - low))) / (2 * Math.PI * l);
    const weight = density * half * Math.sin(angle) * (Math.PI / points);
    const left = Math.exp(-l * t);
    sum += weight * ((teacher + start) * left ** 2 + (noise / l) * (1 - left) ** 2);
  }
  return sum;
}
