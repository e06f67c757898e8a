import type { Diagnosis, Verdict } from '../../src/protocol/finding';
import { element, svgElement } from '../dom/element';
import { prose } from '../dom/prose';

export type Tone = 'good' | 'warn' | 'bad' | 'quiet';

interface VerdictLook {
  readonly word: string;
  readonly tone: Tone;
  /** Paths of a 24 x 24 picture, drawn as strokes. */
  readonly strokes: readonly string[];
  /** Centres of the data points in the picture. */
  readonly dots: readonly (readonly [number, number])[];
}

const samples = [
  [4, 17],
  [9, 9],
  [14, 12],
  [20, 5],
] as const;

/** Pictures of a curve through the same four points: too stiff, right, too winding. */
const looks: Readonly<Record<Verdict, VerdictLook>> = {
  underfitting: { word: 'Underfitting', tone: 'warn', strokes: ['M3 19.5 21 18'], dots: samples },
  balanced: {
    word: 'Balanced',
    tone: 'good',
    strokes: ['M3 17.5C7 11 12 11.5 15 10S19.5 6 21 4'],
    dots: samples,
  },
  overfitting: {
    word: 'Overfitting',
    tone: 'warn',
    strokes: [
      'M3 21C3.5 18 4 17 4 17 6 2 8 3 9 9S10.5 20 12 20 13.5 15 14 12 16 2 17.5 10 19 9 20 5',
    ],
    dots: samples,
  },
  over_aligned: {
    word: 'Over-aligned',
    tone: 'warn',
    strokes: ['M3 17 13 7', 'M7 20 17 10', 'M11 21 21 11', 'M9 7h4v4', 'M13 10h4v4', 'M17 11h4v4'],
    dots: [],
  },
  lazy: {
    word: 'Lazy',
    tone: 'warn',
    strokes: ['M3 20h18', 'M6 14h5l-5 6', 'M13 5h6l-6 8h6'],
    dots: [],
  },
  unstable: {
    word: 'Unstable',
    tone: 'bad',
    strokes: ['M3 13h3l2-4 3 9 3-14 3 16 2-7h2'],
    dots: [],
  },
  undecided: {
    word: 'Undecided',
    tone: 'quiet',
    strokes: ['M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1.2-1.5 2.3', 'M12 18.2v.1'],
    dots: [],
  },
};

export function verdictWord(verdict: Verdict): string {
  return looks[verdict].word;
}

/** The verdict as a picture, a word and the sentence that gives the reason. */
export function verdictBlock({ verdict, says }: Diagnosis): HTMLElement {
  const look = looks[verdict];
  return element(
    'section',
    { class: `verdict ${look.tone}`, 'aria-label': 'Verdict' },
    verdictIcon(look),
    element('div', {}, element('h2', {}, look.word), element('p', {}, ...prose(says))),
  );
}

function verdictIcon(look: VerdictLook): SVGElement {
  return svgElement(
    'svg',
    { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true', focusable: 'false' },
    ...look.strokes.map((d) => svgElement('path', { d })),
    ...look.dots.map(([cx, cy]) => svgElement('circle', { cx, cy, r: 1.6 })),
  );
}
