/** An engine was not installed; the message says why and what to do, and nothing was left behind. */
export class InstallError extends Error {
  override readonly name = 'InstallError';
  /** Whether the user wanted it so. */
  readonly wasCancelled: boolean = false;
}

export class InstallCancelled extends InstallError {
  override readonly wasCancelled = true;
}
