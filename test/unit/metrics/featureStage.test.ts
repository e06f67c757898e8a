import assert from 'node:assert/strict';
import { featureStage, type FeatureReading } from '../../../src/metrics/featureStage';

const look = (gradientFeatureAlignment: number, offDiagonalRatio: number): FeatureReading => ({
  gradientFeatureAlignment,
  offDiagonalRatio,
});

describe('featureStage', () => {
  it('goes lazy, undecided, independent, interactive as in the runs it was read from', () => {
    const run = [look(-0.02, 0.049), look(0.27, 0.05), look(0.55, 0.05), look(0.63, 0.02)];
    const stages = run.map((_, at) => featureStage(run.slice(0, at + 1)));
    assert.deepEqual(stages, ['lazy', 'undecided', 'independent', 'interactive']);
  });

  it('stays lazy without a signal, whatever the features share', () => {
    assert.equal(featureStage([look(0.01, 0.05), look(0, 0.01)]), 'lazy');
  });

  it('does not forget a signal that has been there', () => {
    assert.equal(featureStage([look(0.5, 0.05), look(0.02, 0.049)]), 'independent');
  });

  it('says nothing without a look', () => {
    assert.equal(featureStage([]), 'undecided');
  });
});
