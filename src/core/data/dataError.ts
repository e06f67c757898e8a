/** Data that cannot be trained on, and the config key that is to blame for it. */
export class DataError extends Error {
  override readonly name = 'DataError';

  /** `path` is a config path such as `dataset.path` or `training.batch_size`. */
  constructor(
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}
