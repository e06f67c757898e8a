import assert from 'node:assert/strict';
import { experiments } from './experiments';
import { drawFigure } from './page/drawFigure';

/** Each experiment with fewer seeds and values; `npm run reproduce` is the whole. */
describe('reproductions in short', function () {
  this.timeout(240_000);

  for (const experiment of experiments)
    it(experiment.title, async () => {
      const { criteria, figures } = await experiment.run('short');
      assert.ok(criteria.length > 0 && figures.length > 0);
      const missed = criteria.filter(({ reached }) => !reached);
      // What is known not to appear must still not appear, or the page is wrong.
      const known = criteria.filter(({ unseen }) => unseen !== undefined);
      assert.deepEqual(missed.map(told), known.map(told));
      for (const figure of figures) {
        const svg = drawFigure(figure);
        assert.doesNotMatch(svg, /NaN|undefined|Infinity/, figure.name);
        assert.match(svg, /prefers-color-scheme:dark/);
      }
    });
});

function told({ id, says, measured }: { id: string; says: string; measured: string }): string {
  return `${id} ${says}: ${measured}`;
}
