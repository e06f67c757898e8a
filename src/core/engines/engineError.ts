/** An engine that was asked for by name and does not work here. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  /** The config key that asked for it. */
  readonly path = 'engine';
}
