import type { TrialStatus } from '../../src/protocol/sweepView';
import { element, svgElement } from '../dom/element';

interface StatusLook {
  readonly word: string;
  readonly tone: 'good' | 'warn' | 'bad' | 'quiet' | 'busy';
  /** Paths of a 16 x 16 picture, drawn as strokes. */
  readonly strokes: readonly string[];
}

const ring = 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2';

const looks: Readonly<Record<TrialStatus, StatusLook>> = {
  running: { word: 'Running', tone: 'busy', strokes: ['M13 5a6 6 0 1 0 1 4', 'M14 2v4h-4'] },
  held: { word: 'Waiting', tone: 'quiet', strokes: [ring, 'M8 5v3.5l2.5 1.5'] },
  paused: { word: 'Paused', tone: 'quiet', strokes: ['M5.5 3v10', 'M10.5 3v10'] },
  finished: { word: 'Finished', tone: 'good', strokes: ['M3 8.5 6.5 12 13 4.5'] },
  pruned: {
    word: 'Pruned',
    tone: 'quiet',
    strokes: ['M4 3l7 10', 'M12 3 5 13', 'M3 13h3', 'M10 13h3'],
  },
  stopped: { word: 'Stopped', tone: 'quiet', strokes: ['M4 4h8v8H4Z'] },
  diverged: { word: 'Diverged', tone: 'bad', strokes: ['M2 13c4 0 5-2 6-5s2-5 6-6', 'M11 2h3v3'] },
  crashed: { word: 'Crashed', tone: 'bad', strokes: ['M4 4l8 8', 'M12 4l-8 8'] },
  lost: {
    word: 'Left over',
    tone: 'warn',
    strokes: ['M8 2 14.5 13.5h-13Z', 'M8 6.5v3.5', 'M8 11.9v.1'],
  },
};

export function statusWord(status: TrialStatus): string {
  return looks[status].word;
}

/** A status as a picture and a word; the colour only repeats them. */
export function statusMark(status: TrialStatus): HTMLElement {
  const { word, tone, strokes } = looks[status];
  const icon = svgElement(
    'svg',
    { viewBox: '0 0 16 16', class: 'icon', 'aria-hidden': 'true', focusable: 'false' },
    ...strokes.map((d) => svgElement('path', { d })),
  );
  return element('span', { class: `status ${tone}` }, icon, word);
}
