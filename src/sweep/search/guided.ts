import type { ParameterRanges, Params } from '../../protocol/searchSpace';
import type { Settings } from '../../protocol/settings';
import { bestOf, lossOf } from '../objective';
import { judgeByRules } from '../prune/rulePruner';
import { epochOf, lastReading, readingAt, type Trial } from '../trial';
import { areNear, decay, Ladder, rung, scales, type DecayFor } from './ladder';
import type { Move, Search } from './search';

/** Most rungs of the ladder that are probed. */
const mostRungs = 7;
/** Rungs that are probed on either side of the best: its neighbours alone may all guess still. */
const besideBest = 2;
/** So many of the best at the probe race. */
const racing = 4;
/** Full runs after the winner's, at most, and how many full runs all may cost together. */
const mostFurther = 2;
const mostRuns = 3.6;
/** In units of log C: a validation loss better by less says nothing. */
const margin = 0.02;

/**
 * A search for one to three of the advised values (learning rate, weight decay, initialization scale
 * or output multiplier), by what was measured of early signals. From the config's own values it
 * 1. probes rungs of a ladder (see `Ladder`) with the first tenth of the full-length run, outward
 *    until the best has two on either side;
 * 2. probes weight decay x3 and /3 at the best rung, then the scale;
 * 3. races the best four, and the own values where they are no worse than `margin`, to 30 %, and
 *    the best two of these to 60 %;
 * 4. finishes the winner;
 * 5. where its validation loss rose again before its end, it learnt by heart: the next larger weight
 *    decay that was not probed trains, too, to its end while it is better, at most twice.
 * What it finds and what that costs: `docs/sweep-benchmark.md`.
 *
 * Without validation data no run can be told to overfit: the ladder is read by training loss, runs
 * that shrink to less than half or whose units grow alike are passed over, and one rung below the
 * least loss is finished (it assumes clean labels), or the own values where they are a rung away.
 */
export function guidedSearch(
  ranges: ParameterRanges,
  settings: Settings,
  decayFor: DecayFor,
): Search {
  const { epochs } = settings.training;
  const probe = Math.min(Math.max(1, Math.round(0.1 * epochs)), Math.max(1, epochs - 1));
  const later = (share: number) =>
    Math.min(Math.max(probe, Math.round(share * epochs)), Math.max(1, epochs - 1));
  const at = { probe, race: later(0.3), final: later(0.6), epochs };
  const ladder = new Ladder(ranges, settings, decayFor);
  return {
    holdAfter: probe,
    next: (trials, mayStart) => new Stand(ladder, at, trials, mayStart).move(),
  };
}

/** One look at the trials: what is the next thing that the plan wants and does not have. */
class Stand {
  private readonly hasValidation: boolean;
  /** Values that the probes ask for, as far as they got; later trials are no part of the race. */
  private readonly probed: Params[] = [];

  constructor(
    private readonly ladder: Ladder,
    /** Epochs. */
    private readonly at: Readonly<Record<'probe' | 'race' | 'final' | 'epochs', number>>,
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
    this.probed.push(own.params);
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
      const below = isDead || best - low < besideBest ? [low - 1] : [];
      const above = !isDead && high - best < besideBest ? [high + 1] : [];
      const next = [...below, ...above].find((j) => params(j));
      if (next === undefined || rungs.length >= mostRungs) return undefined;
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
    const [winner = best] = this.ranked(this.onLadder());
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
    const racers = this.racers();
    const lost = this.inProbe().find(
      (trial) => trial.state === 'held' && !trial.pruned && !racers.includes(trial),
    );
    if (!lost || !this.hasValidation) return undefined;
    return { kind: 'drop', trial: lost.number, reason: this.reason(lost, racers[0]) };
  }

  private raceAndFinish(): Move {
    let runners = this.racers();
    for (const { until, left } of [
      { until: this.at.race, left: 2 },
      { until: this.at.final, left: 1 },
    ]) {
      const heat = this.heat(runners, until, left);
      if ('kind' in heat) return heat;
      runners = heat;
    }
    const [winner] = runners;
    if (!winner) return { kind: 'done' };
    const finishing = this.finish([winner]);
    return finishing.kind === 'done' && winner.outcome === 'finished'
      ? this.decayMore(winner)
      : finishing;
  }

  /** The best of some when all have come to an epoch, or what is to be done until then. */
  private heat(runners: readonly Trial[], until: number, left: number): Move | readonly Trial[] {
    if (runners.length <= left) return runners;
    const late = runners.find((trial) => trial.state === 'held' && epochOf(trial) < until);
    if (late) return { kind: 'goOn', trial: late.number, holdAfter: until };
    if (runners.some((trial) => epochOf(trial) < until && trial.state === 'running')) return wait;
    const loss = (trial: Trial) => (hasFailed(trial) ? Infinity : lossOf(readingAt(trial, until)));
    const ranked = [...runners].sort((a, b) => loss(a) - loss(b) || a.number - b.number);
    const behind = ranked.slice(left).find((one) => one.state === 'held' && !one.pruned);
    if (behind)
      return { kind: 'drop', trial: behind.number, reason: this.reason(behind, ranked[0]) };
    return ranked.slice(0, left);
  }

  /** From a run that learnt by heart to larger weight decays, each from the best so far. */
  private decayMore(first: Trial): Move {
    let best = first;
    for (let further = 0; further < mostFurther && this.rose(best); further++) {
      const wanted = [rung, rung * rung]
        .map((factor) => this.ladder.scaled(best.params, decay, factor))
        .find((params) => params && !this.wasProbed(params));
      if (!wanted || (!this.find(wanted) && this.runsSpent() + 1 > mostRuns)) break;
      const starting = this.ensure(
        [wanted],
        'More weight decay: the best run learnt by heart.',
        false,
      );
      if (starting) return starting;
      const trial = this.find(wanted);
      if (!trial) break;
      const move = this.pursue(trial, best);
      if (move) return move;
      if (bestOf([best, trial]) !== trial) break;
      this.probed.push(wanted);
      best = trial;
    }
    return { kind: 'done' };
  }

  /** To 30 %, and from there to its end where it is ahead of the end of the best. */
  private pursue(trial: Trial, best: Trial): Move | undefined {
    const { race } = this.at;
    if (trial.state === 'running') return wait;
    if (trial.state !== 'held' || trial.pruned) return undefined;
    if (epochOf(trial) < race) return { kind: 'goOn', trial: trial.number, holdAfter: race };
    const isAhead = lossOf(readingAt(trial, race)) < lossOf(lastReading(best));
    if (isAhead && !judgeByRules(trial)) return { kind: 'goOn', trial: trial.number };
    return { kind: 'drop', trial: trial.number, reason: this.reason(trial, best) };
  }

  /** Whether the validation loss ended above its least. */
  private rose(trial: Trial): boolean {
    const least = Math.min(...trial.readings.map(lossOf));
    return lossOf(lastReading(trial)) - least > this.unit() / 2;
  }

  private runsSpent(): number {
    return this.trials.reduce((sum, trial) => sum + epochOf(trial), 0) / this.at.epochs;
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

  /** The best at the probe, and the own values where they are no worse than the margin. */
  private racers(): readonly Trial[] {
    const ranked = this.ranked(this.inProbe()).filter((trial) => this.score(trial) < Infinity);
    const [best] = ranked;
    const [own] = this.trials;
    const isNear = own && best && this.score(own) - this.score(best) <= this.unit();
    return [...new Set([...ranked.slice(0, racing), ...(isNear ? [own] : [])])];
  }

  /** Starts the first of the values that no trial has, waits while one is not probed yet. */
  private ensure(
    wanted: readonly (Params | undefined)[],
    says: string,
    isProbe = true,
  ): Move | undefined {
    const all = wanted.filter((params) => params !== undefined);
    if (isProbe) this.probed.push(...all);
    const missing = all.find((params) => !this.find(params));
    if (missing && this.mayStart) return { kind: 'start', params: missing, says };
    const isOpen = all.some((params) => {
      const trial = this.find(params);
      return trial?.state === 'running' && epochOf(trial) < this.at.probe;
    });
    return isOpen ? (this.tidyWhileProbing() ?? wait) : undefined;
  }

  /** Only those wait that may still race. */
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

  private wasProbed(params: Params): boolean {
    return this.probed.some((one) => areNear(one, params, 1));
  }

  private inProbe(): readonly Trial[] {
    return this.trials.filter(({ params }) => this.wasProbed(params));
  }

  private onLadder(): readonly Trial[] {
    return this.inProbe().filter((trial) => trial.number < this.scaled());
  }

  private ranked(trials: readonly Trial[]): readonly Trial[] {
    return [...trials].sort((a, b) => this.score(a) - this.score(b) || a.number - b.number);
  }

  /** Loss at the probe; Infinity for what is dead, failed, or says of itself that it leads nowhere. */
  private score(trial: Trial | undefined): number {
    if (!trial || hasFailed(trial)) return Infinity;
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

function hasFailed({ outcome }: Trial): boolean {
  return outcome === 'diverged' || outcome === 'crashed';
}

const wait: Move = { kind: 'wait' };
