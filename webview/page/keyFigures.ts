import type { RunView } from '../../src/protocol/runView';
import { element } from '../dom/element';
import { ofRun } from '../series/ofRun';
import { scoreSeries } from '../series/score';
import { lossSeries } from '../series/loss';
import { firstFinite, lastFinite } from '../series/series';
import { formatNumber, formatPercent } from '../words/formatNumber';

interface Figure {
  readonly name: string;
  readonly value: string;
  readonly beside: string;
}

/** The few numbers that the verdict rests on, large. */
export function keyFigures(view: RunView): HTMLElement {
  const figures = [...scores(view), loss(view), oui(view)].filter((one) => one !== undefined);
  return element(
    'ul',
    { class: 'key-figures', 'aria-label': 'Key figures' },
    ...figures.map(({ name, value, beside }) =>
      element(
        'li',
        {},
        element('span', { class: 'name' }, name),
        element('strong', {}, value),
        element('span', { class: 'beside' }, beside),
      ),
    ),
  );
}

function scores(view: RunView): readonly (Figure | undefined)[] {
  const regression = view.record.settings.loss === 'mse' && view.started?.classes === undefined;
  const say = (score: number): string =>
    regression ? formatNumber(score, 'two') : formatPercent(score);
  const unit = regression ? 'R\u00b2' : 'accuracy';
  return ['train', 'validation'].map((id) => {
    const series = scoreSeries(view).find((one) => one.id === id);
    if (!series) return undefined;
    return {
      name: `${id === 'train' ? 'Train' : 'Validation'} ${unit}`,
      value: say(lastFinite(series.y)),
      beside: `from ${say(firstFinite(series.y))}`,
    };
  });
}

function loss(view: RunView): Figure | undefined {
  const ends = lossSeries(view).filter((one) => one.role === 'main');
  const [train, validation] = ends.map((one) => formatNumber(one.y.at(-1) ?? NaN, 'short'));
  if (train === undefined) return undefined;
  if (validation === undefined)
    return { name: 'Train loss', value: train, beside: 'no validation data' };
  return { name: 'Validation loss', value: validation, beside: `train ${train}` };
}

function oui(view: RunView): Figure | undefined {
  const mean = ofRun(view, 'oui', { label: 'mean', role: 'main' });
  if (!mean) return undefined;
  return {
    name: 'OUI',
    value: formatNumber(lastFinite(mean.y), 'two'),
    beside: `start ${formatNumber(firstFinite(mean.y), 'two')}`,
  };
}
