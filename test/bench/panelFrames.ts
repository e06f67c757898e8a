import type { RunEvent, StepEnded } from '../../src/protocol/events';
import type { RunChoice, ToPanel } from '../../src/protocol/panelMessages';
import type { RunView } from '../../src/protocol/runView';
import { toWire } from '../../src/protocol/wire';
import { launchChromium } from '../support/chromium';
import { imaginedRun } from '../support/imaginedRun';
import { PanelWorkshop, type PanelInBrowser } from '../support/panelInBrowser';
import { choiceOf, imaginedShown } from '../support/panelMessages';

export interface PanelFrames {
  /** Milliseconds from the snapshot to the first frame after the last of its events was drawn. */
  readonly firstDraw: number;
  /** Milliseconds between two frames while events arrive. */
  readonly frames: readonly number[];
  /** Milliseconds of each piece of work that kept the page busy for 50 or more. */
  readonly longTasks: readonly number[];
  /** The same while another long run is chosen and takes the first one's place. */
  readonly longTasksOfSwitch: readonly number[];
  /** Share of the time in which the page's own script ran, in [0, 1]. */
  readonly busy: number;
}

export interface PanelLoad {
  readonly seconds: number;
  /** Events of each run in the list, the shown live one among them. */
  readonly points: number;
  readonly width: number;
  readonly height: number;
}

const runsInList = 20;
const eventsPerSecond = 20;
/** As the host sends them. */
const batchEvery = 100;
const chunk = 400;

/** Shows a long live run in the real panel page, lets more of it arrive and counts the frames. */
export async function panelFrames(load: PanelLoad): Promise<PanelFrames> {
  const browser = await launchChromium();
  const workshop = await PanelWorkshop.create(browser);
  try {
    const panel = await workshop.open({ width: load.width, height: load.height });
    const whole = imaginedRun({
      story: 'overfitting',
      epochs: 120,
      stepsPerEpoch: Math.round(load.points / 100),
      every: 1,
      outcome: 'running',
    });
    return await measure(panel, whole, load);
  } finally {
    await browser.close();
    workshop.dispose();
  }
}

async function measure(
  panel: PanelInBrowser,
  whole: RunView,
  { seconds, points }: PanelLoad,
): Promise<PanelFrames> {
  const known = whole.steps.slice(0, points);
  const firstDraw = await panel.page.evaluate(handOver, snapshotTexts(whole, known).map(toWire));
  const perBatch = (eventsPerSecond * batchEvery) / 1000;
  const coming = whole.steps.slice(points, points + seconds * eventsPerSecond);
  const batches = split(coming, perBatch).map((events) =>
    toWire({ type: 'events', run: whole.record.id, events } satisfies ToPanel),
  );
  if (batches.length < (seconds * 1000) / batchEvery)
    throw new Error(`The imagined run has only ${coming.length} events more.`);
  const live = { batches, every: batchEvery };
  const recorded = await panel.page.evaluate(record, live);
  const other = { ...whole, record: { ...whole.record, id: 'another' } };
  await panel.page.evaluate(watchLongTasks);
  await panel.page.evaluate(handOver, snapshotTexts(other, structuredClone(known)).map(toWire));
  const longTasksOfSwitch = await panel.page.evaluate(longTasksSeen);
  return { firstDraw, ...recorded, longTasksOfSwitch };
}

function snapshotTexts(whole: RunView, known: readonly StepEnded[]): readonly ToPanel[] {
  const epochs = whole.epochs.filter(({ epoch }) => epoch <= (known.at(-1)?.epoch ?? 0));
  const events: readonly RunEvent[] = [...epochs, ...known];
  const run = whole.record.id;
  const others: readonly RunChoice[] = Array.from({ length: runsInList - 1 }, (_, i) =>
    choiceOf(whole, { id: `other-${i}`, name: `run ${i}`, verdict: 'balanced' }),
  );
  const shown = imaginedShown({ story: 'overfitting' });
  return [
    {
      type: 'snapshot',
      runs: [choiceOf(whole), ...others],
      shown: { ...shown, view: { ...whole, steps: [], epochs: [] } },
      following: events.length,
    },
    ...split(events, chunk).map((part) => ({ type: 'events', run, events: part }) as const),
  ];
}

function split<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const parts: (readonly T[])[] = [];
  for (let i = 0; i < items.length; i += size) parts.push(items.slice(i, i + size));
  return parts;
}

/** Runs in the page: posts the snapshot in its parts, as the host does, and waits for the charts. */
async function handOver(texts: readonly string[]): Promise<number> {
  const start = performance.now();
  for (const text of texts) {
    postMessage(text, '*');
    await new Promise((resolve) => setTimeout(resolve));
  }
  while (document.querySelectorAll('figure canvas').length < 7)
    await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const taken = performance.now() - start;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return taken;
}

/** Runs in the page: lets the batches arrive in their time and notes frames and long work. */
async function record(given: {
  batches: readonly string[];
  every: number;
}): Promise<Omit<PanelFrames, 'firstDraw' | 'longTasksOfSwitch'>> {
  const longTasks: number[] = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(duration);
  }).observe({ type: 'longtask' });
  const frames: number[] = [];
  let busy = 0;
  let last = performance.now();
  const start = last;
  let isOver = false;
  const next = (): void => {
    // The first task after a frame's callbacks begins when they, and the frame's drawing, are done.
    const began = performance.now();
    const channel = new MessageChannel();
    channel.port1.onmessage = () => (busy += performance.now() - began);
    channel.port2.postMessage(0);
    frames.push(began - last);
    last = began;
    if (!isOver) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  for (const text of given.batches) {
    postMessage(text, '*');
    await new Promise((resolve) => setTimeout(resolve, given.every));
  }
  isOver = true;
  return { frames: frames.slice(1), longTasks, busy: busy / (performance.now() - start) };
}

/** Runs in the page. */
function watchLongTasks(): void {
  const seen: number[] = [];
  Object.assign(globalThis, { longTasks: seen });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.push(duration);
  }).observe({ type: 'longtask' });
}

/** Runs in the page. */
function longTasksSeen(): readonly number[] {
  return (globalThis as unknown as { longTasks: readonly number[] }).longTasks;
}
