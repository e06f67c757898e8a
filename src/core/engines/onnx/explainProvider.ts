import type { Provider } from './providers';

/** What a provider that the build carries lacks here, and what to do about it. */
export function explainProvider({ needs }: Provider, error: unknown): Error {
  const said = (error instanceof Error ? error.message : String(error)).trim();
  return new Error(`${reasonOf(said)} It needs ${needs}. Use engine: auto to train without it.`, {
    cause: error,
  });
}

function reasonOf(said: string): string {
  if (/Failed to get a WebGPU adapter/.test(said)) return 'WebGPU found no GPU that it can use.';
  if (/Failed to (get|create|request) a WebGPU device/i.test(said))
    return `The GPU refused what ONNX Runtime asks of it (${lastLine(said)}).`;
  if (/Failed to load (shared )?library/.test(said))
    return 'Its library, or one that it needs, does not load.';
  if (/fallback to CPU EP has been explicitly disabled/.test(said))
    return 'It leaves a matrix product of float32 to the processor.';
  const line = lastLine(said);
  return /[.?!]$/.test(line) ? line : `${line}.`;
}

/** ONNX Runtime puts the place in its source first. */
function lastLine(said: string): string {
  const line = said.split('\n').at(-1) ?? said;
  return line.replace(/^\/\S+ .* was false\. /, '');
}
