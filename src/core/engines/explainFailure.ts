/**
 * Rethrows what a run of a library failed with; a lack of memory is said plainly, whatever it
 * looked like (WebAssembly, which ends at 4 GB, reports an overflow or an access out of bounds).
 */
export function explainFailure(engine: string, error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  if (!signs.test(message)) throw error;
  throw new Error(
    `${engine} is out of memory. A smaller batch, fewer probe samples or a smaller model need less.`,
    { cause: error },
  );
}

const signs =
  /allocat(e memory|ion failed)|bad_alloc|out of bounds|Integer overflow|out of memory|\bOOM\b|typed array length/i;
