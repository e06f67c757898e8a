/** An engine was not installed; the message says why and what to do, and nothing was left behind. */
export class InstallError extends Error {
  override readonly name = 'InstallError';
}
