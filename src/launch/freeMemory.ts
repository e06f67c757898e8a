import { readFileSync } from 'node:fs';
import { freemem } from 'node:os';

/** Bytes that new processes may take; on Linux with what caches would give back. */
export function freeMemory(): number {
  try {
    const [, kilobytes] =
      /^MemAvailable:\s+(\d+) kB/m.exec(readFileSync('/proc/meminfo', 'utf8')) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  } catch {
    // Not Linux.
  }
  return freemem();
}
