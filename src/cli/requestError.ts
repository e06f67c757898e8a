/** The request was wrong: nothing was done, and the exit code is 2. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
}
