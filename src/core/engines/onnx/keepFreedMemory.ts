/**
 * Keeps the C library from giving memory back to the system after each run only to ask for it
 * again: those page faults can double the time of a step of one millisecond. glibc raises its
 * limits to the size of the largest mapped block that was ever freed, up to 32 MB (mallopt(3),
 * M_MMAP_THRESHOLD), so one block is taken, never touched, and freed. Elsewhere nothing happens.
 */
export function keepFreedMemory(): void {
  if (process.platform !== 'linux') return;
  const block = new ArrayBuffer(31 * 2 ** 20);
  const { port1 } = new MessageChannel();
  port1.close();
  // A message to nobody is dropped at once, and its memory with it; a collector would wait.
  port1.postMessage(null, [block]);
}
