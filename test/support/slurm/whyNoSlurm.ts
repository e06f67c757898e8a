import { existsSync } from 'node:fs';

/** Debian's packages of a cluster, each with a program of its own. */
export const slurmPackages: Readonly<Record<string, string>> = {
  munge: '/usr/sbin/munged',
  slurmctld: '/usr/sbin/slurmctld',
  slurmd: '/usr/sbin/slurmd',
  'slurm-client': '/usr/bin/sbatch',
};

/** Why no cluster can be started here whatever is installed; undefined where it can. */
export function whyNoSlurm(): string | undefined {
  if (process.platform !== 'linux') return `Slurm runs on Linux, and this is ${process.platform}`;
  if (process.getuid?.() !== 0) return 'only root may start the daemons of Slurm';
  const missing = Object.keys(slurmPackages).filter((name) => !isInstalled(name));
  if (missing.length === 0) return undefined;
  return existsSync('/usr/bin/apt-get') ? undefined : `there is no ${missing.join(', ')}`;
}

export function isInstalled(name: string): boolean {
  return existsSync(slurmPackages[name] ?? '');
}
