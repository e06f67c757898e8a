import type { ParameterRanges, Params } from '../../protocol/searchSpace';
import type { Settings } from '../../protocol/settings';
import { lossOf } from '../objective';
import { judgeByRules } from '../prune/rulePruner';
import { epochOf, lastReading, readingAt, type Trial } from '../trial';
import { areNear, decay, Ladder, rung, scales, type DecayFor } from './ladder';
import type { Move, Search } from './search';

/** Most rungs of the ladder that are probed. */
const mostRungs = 7;
/** In units of log C: a validation loss better by less says nothing. */
const margin = 0.02;

/**
 * A search for one to three of the advised values (learning rate, weight decay, initialization scale
 * or output multiplier), by what was measured of early signals. From the config's own values it
 * 1. probes rungs of a ladder (see `Ladder`) with the first tenth of the full-length run, outward
 *    until the best lies inside, by powers of ten down while nothing lives;
 * 2. probes weight decay x3 and /3 at the best rung, then the scale;
 * 3. races the best two, and the own values where they are no worse than `margin`, to 30 %;
 * 4. finishes the winner, and whoever is within `margin` of it.
 * Measured for 1 to 4 with a fixed ladder (two full runs in cost): .5 points behind the best of a
 * full grid in the median, 2 at worst on fresh tasks.
 *
 * Without validation data no run can be told to overfit: the ladder is read by training loss, runs
 * that shrink to less than half or whose units grow alike are passed over, and one rung below the
 * least loss is finished (1.8 points in the median, 9 at worst; it assumes clean labels), or the own
 * values where they are a rung away.
 */
export function guidedSearch(
  ranges: ParameterRanges,
  settings: Settings,
  decayFor: DecayFor,
): Search {
  const { epochs } = settings.training;
  const probe = Math.min(Math.max(1, Math.round(0.1 * epochs)), Math.max(1, epochs - 1));
  const race = Math.min(Math.max(probe, Math.round(0.3 * epochs)), Math.max(1, epochs - 1));
  const ladder = new Ladder(ranges, settings, decayFor);
  return {
    holdAfter: probe,
    next: (trials, mayStart) => new Stand(ladder, { probe, race }, trials, mayStart).move(),
  };
}

/** One look at the trials: what is the next thing that the plan wants and does not have. */
class Stand {
  private readonly hasValidation: boolean;

  constructor(
    private readonly ladder: Ladder,
    private readonly at: { readonly probe: number; readonly race: number },
    private readonly trials: readonly Trial[],
    private readonly mayStart: boolean,
  ) {
    this.hasValidation = trials.some((trial) => lastReading(trial)?.validationLoss !== undefined);
  }

  move(): Move {
    const [own] = this.trials;
    if (!own)
      return { kind: 'start', params: this.ladder.own, says: "The config's own values, to start." };
    // The number of steps comes with the first words of the run.
    if (own.totalSteps === undefined) return own.state === 'ended' ? { kind: 'done' } : wait;
    const wanted = this.probeLadder(own.totalSteps) ?? this.probeAround() ?? this.tidy();
    return (
      wanted ?? (this.hasValidation ? this.raceAndFinish() : this.finishByTraining(own.totalSteps))
    );
  }

  private probeLadder(totalSteps: number): Move | undefined {
    const params = (j: number) => this.ladder.at(j, totalSteps);
    const says = 'A rung of the ladder at the advised total shrink.';
    const first = this.ensure([0, 1, -1].map(params), says);
    if (first) return first;
    let [low, high] = [params(-1) ? -1 : 0, params(1) ? 1 : 0];
    for (;;) {
      const rungs = Array.from({ length: high - low + 1 }, (_, i) => low + i);
      const score = (j: number) => this.score(this.find(params(j)));
      const best = rungs.reduce((a, b) => (score(b) < score(a) ? b : a));
      const isDead = score(best) === Infinity;
      const next = isDead || best === low ? low - 1 : best === high ? high + 1 : undefined;
      if (next === undefined || !params(next) || rungs.length >= mostRungs) return undefined;
      const probing = this.ensure([params(next)], says);
      if (probing) return probing;
      // Without a trial there, none may be started any more.
      if (!this.find(params(next))) return undefined;
      [low, high] = [Math.min(low, next), Math.max(high, next)];
    }
  }

  private probeAround(): Move | undefined {
    if (!this.hasValidation) return undefined;
    const [best] = this.ranked(this.onLadder());
    if (!best || this.score(best) === Infinity) return undefined;
    const around = (center: Trial, path: string) =>
      [3, 1 / 3].map((factor) => this.ladder.scaled(center.params, path, factor));
    const decays = this.ensure(around(best, decay), 'Weight decay beside the best rung.');
    if (decays) return decays;
    const [winner = best] = this.ranked(
      this.trials.filter((trial) => trial.number < this.scaled()),
    );
    return this.ensure(
      scales.flatMap((path) => around(winner, path)),
      'The scale beside the best values.',
    );
  }

  /** Where the trials begin that differ in scale. */
  private scaled(): number {
    const { own } = this.ladder;
    const first = this.trials.find(({ params }) =>
      scales.some((path) => params[path] !== own[path]),
    );
    return first?.number ?? Infinity;
  }

  /** Who can no longer come into the race ends. */
  private tidy(): Move | undefined {
    const racing = this.racers();
    const lost = this.trials.find(
      (trial) => trial.state === 'held' && !trial.pruned && !racing.includes(trial),
    );
    if (!lost || !this.hasValidation) return undefined;
    return { kind: 'drop', trial: lost.number, reason: this.reason(lost, racing[0]) };
  }

  private raceAndFinish(): Move {
    const racers = this.racers();
    const { race } = this.at;
    const late = racers.find((trial) => trial.state === 'held' && epochOf(trial) < race);
    if (late && racers.length > 1) return { kind: 'goOn', trial: late.number, holdAfter: race };
    if (racers.some((trial) => epochOf(trial) < race && trial.state === 'running')) return wait;
    const loss = (trial: Trial) => lossOf(readingAt(trial, race));
    const [winner, ...others] = [...racers].sort(
      (a, b) => loss(a) - loss(b) || a.number - b.number,
    );
    if (!winner) return { kind: 'done' };
    const finalists = [winner, ...others.filter((one) => loss(one) - loss(winner) <= this.unit())];
    const behind = others.find(
      (one) => one.state === 'held' && !one.pruned && !finalists.includes(one),
    );
    if (behind) return { kind: 'drop', trial: behind.number, reason: this.reason(behind, winner) };
    return this.finish(finalists);
  }

  private finishByTraining(totalSteps: number): Move {
    const { ladder } = this;
    const [least] = this.ranked(this.onLadder());
    if (!least || this.score(least) === Infinity) return this.dropAllBut([]);
    const lower = ladder.movesRate ? this.below(least, totalSteps) : ladder.at(0, totalSteps);
    const says = 'One rung below the least training loss; it assumes clean labels.';
    const probing = this.ensure([lower], says);
    if (probing) return probing;
    const [own] = this.trials;
    const chosen = this.find(lower) ?? least;
    const stays = own && this.score(own) < Infinity && areNear(own.params, chosen.params, rung);
    return this.dropAllBut([stays ? own : chosen]);
  }

  private below(least: Trial, totalSteps: number): Params | undefined {
    const rungs = Array.from({ length: 2 * mostRungs + 1 }, (_, i) => i - mostRungs);
    const at = rungs.find((j) => this.find(this.ladder.at(j, totalSteps)) === least) ?? 0;
    return this.ladder.at(at - 1, totalSteps) ?? least.params;
  }

  private dropAllBut(chosen: readonly Trial[]): Move {
    const other = this.trials.find(
      (trial) => trial.state === 'held' && !trial.pruned && !chosen.includes(trial),
    );
    const reason = 'Its training loss at a tenth of the run was not the one to build on.';
    if (other) return { kind: 'drop', trial: other.number, reason };
    return this.finish(chosen);
  }

  private finish(trials: readonly Trial[]): Move {
    const next = trials.find((trial) => trial.state === 'held' && !trial.pruned);
    if (next) return { kind: 'goOn', trial: next.number };
    return this.trials.some(({ state }) => state === 'running') ? wait : { kind: 'done' };
  }

  /** The best two at the probe, and the own values where they are no worse than the margin. */
  private racers(): readonly Trial[] {
    const ranked = this.ranked(this.trials).filter((trial) => this.score(trial) < Infinity);
    const [best] = ranked;
    const [own] = this.trials;
    const isNear = own && best && this.score(own) - this.score(best) <= this.unit();
    return [...new Set([...ranked.slice(0, 2), ...(isNear ? [own] : [])])];
  }

  /** Starts the first of the values that no trial has, waits while one is not probed yet. */
  private ensure(wanted: readonly (Params | undefined)[], says: string): Move | undefined {
    const all = wanted.filter((params) => params !== undefined);
    const missing = all.find((params) => !this.find(params));
    if (missing && this.mayStart) return { kind: 'start', params: missing, says };
    const isOpen = all.some((params) => {
      const trial = this.find(params);
      return trial?.state === 'running' && epochOf(trial) < this.at.probe;
    });
    return isOpen ? (this.tidyWhileProbing() ?? wait) : undefined;
  }

  /** At most the best two and the own values wait: each that waits holds a process. */
  private tidyWhileProbing(): Move | undefined {
    const kept = [...this.racers(), ...this.trials.slice(0, 1)];
    const spare = this.trials.find(
      (trial) => trial.state === 'held' && !trial.pruned && !kept.includes(trial),
    );
    if (!spare || !this.hasValidation) return undefined;
    return { kind: 'drop', trial: spare.number, reason: this.reason(spare, kept[0]) };
  }

  private find(params: Params | undefined): Trial | undefined {
    return params && this.trials.find((trial) => areNear(trial.params, params, 1));
  }

  private onLadder(): readonly Trial[] {
    return this.trials.filter((trial) => trial.number < this.scaled());
  }

  private ranked(trials: readonly Trial[]): readonly Trial[] {
    return [...trials].sort((a, b) => this.score(a) - this.score(b) || a.number - b.number);
  }

  /** Loss at the probe; Infinity for what is dead, failed, or says of itself that it leads nowhere. */
  private score(trial: Trial | undefined): number {
    if (!trial || trial.outcome === 'diverged' || trial.outcome === 'crashed') return Infinity;
    const probed: Trial = {
      ...trial,
      readings: trial.readings.filter(({ epoch }) => epoch <= this.at.probe),
    };
    const reading = lastReading(probed);
    if (!reading || epochOf(probed) < this.at.probe) return Infinity;
    const shrunk = !this.hasValidation && (reading.weightNorm ?? 1) < 0.5;
    return shrunk || judgeByRules(probed)?.rule.id === 'blown-up' ? Infinity : lossOf(reading);
  }

  private unit(): number {
    const [own] = this.trials;
    const classes = own?.classes;
    return (
      margin * (classes === undefined ? (own?.readings[0]?.trainLoss ?? 1) : Math.log(classes))
    );
  }

  private reason(trial: Trial, best: Trial | undefined): string {
    const epoch = Math.min(epochOf(trial), best ? epochOf(best) : Infinity);
    const loss = (one: Trial | undefined) => {
      const value = lossOf(one && readingAt(one, epoch));
      return Number.isFinite(value) ? value.toPrecision(3) : String(value);
    };
    return `Loss ${loss(trial)} after epoch ${epoch}; trial ${best?.number ?? '-'} had ${loss(best)}.`;
  }
}

const wait: Move = { kind: 'wait' };
