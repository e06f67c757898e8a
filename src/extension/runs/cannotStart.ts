/** What could be done about it, offered as a button. */
export type StartOffer =
  | { readonly kind: 'trust' }
  | { readonly kind: 'problems'; readonly config: string }
  | { readonly kind: 'show'; readonly run: string }
  | { readonly kind: 'showSweep'; readonly sweep: string };

/** Why a run was not started, as a sentence for people. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
  constructor(
    message: string,
    readonly offer?: StartOffer,
  ) {
    super(message);
  }
}
