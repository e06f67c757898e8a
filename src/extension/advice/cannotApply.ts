/** Why a recommendation was not written into the config, as a sentence for people. */
export class CannotApply extends Error {
  override readonly name = 'CannotApply';
}
