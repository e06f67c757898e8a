import type { InstallProgress } from './installEngine';

/** What an installation is doing, and what was heard of it last. */
export function installingInWords({ step, line }: InstallProgress): string {
  const does = steps[step];
  const heard = line
    ?.replace(/^npm (http|verb|info|warn) */, '')
    .replace(/\s+/g, ' ')
    .trim();
  return heard ? `${does}: ${heard}` : does;
}

const steps: Readonly<Record<InstallProgress['step'], string>> = {
  packages: 'Fetching packages',
  library: 'Downloading TensorFlow by its install script',
  proof: 'Loading it and computing 1 + 1',
};
