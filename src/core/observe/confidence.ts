import { confidentJump } from '../../metrics/confidentJump';
import { confidentPersistence } from '../../metrics/confidentPersistence';
import { confidentShare } from '../../metrics/confidentShare';
import type { Vector } from '../../metrics/vector';
import { definedOnly, type LayerValues } from './readings';

/** Follows which of the evaluated training samples are confidently fitted, evaluation by evaluation. */
export class Confidence {
  private readonly evaluations: Vector[] = [];
  private last: { readonly share: number; readonly epoch: number } | undefined;

  /**
   * Share, rise and persistence after an epoch.
   * @param losses of the same samples in the same order each time, in nats; kept
   */
  after(epoch: number, losses: Vector): Record<string, number> {
    this.evaluations.push(losses);
    const share = confidentShare(losses);
    const values: LayerValues = {
      confident_share: share,
      confident_persistence: confidentPersistence(this.evaluations),
    };
    if (typeof share === 'number') {
      const { last } = this;
      if (last) values['confident_jump'] = confidentJump(share, last.share, epoch - last.epoch);
      this.last = { share, epoch };
    }
    return definedOnly(values);
  }
}
