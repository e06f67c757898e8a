import { randomBytes } from 'node:crypto';

/**
 * An id such as `20261122-153012-digits-baseline-a1b2`: UTC time, so that ids sort by age, the
 * run's name as far as a file name can hold it, and four random digits.
 */
export function makeRunId(name: string, created: Date): string {
  const time = created.toISOString().replace(/[-:]/g, '').slice(0, 15).replace('T', '-');
  return [time, slug(name), randomBytes(2).toString('hex')].join('-');
}

function slug(name: string): string {
  const letters = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return letters || 'run';
}
