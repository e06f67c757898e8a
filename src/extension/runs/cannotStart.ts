/** Why a run was not started, as a sentence for people. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
