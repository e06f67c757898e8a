import { readdirSync, readFileSync } from 'node:fs';
import { waitFor } from '../waitFor';

/** Kills all processes that have these very variables, and waits until they are gone. */
export async function killThoseWith(variables: Readonly<Record<string, string>>): Promise<void> {
  await waitFor('the end of all jobs', () => {
    const found = processesWith(variables);
    for (const pid of found) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // Gone in this very moment.
      }
    }
    return found.length === 0;
  });
}

function processesWith(variables: Readonly<Record<string, string>>): readonly number[] {
  const wanted = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid)
    .filter((pid) => {
      const environment = environmentOf(pid);
      return wanted.every((variable) => environment.includes(variable));
    });
}

/** Empty for a process that is gone, a zombie among them. */
function environmentOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
