import { addStyles } from './dom/addStyles';
import { fromHostAs } from './panel/fromHost';
import { hostApiFor } from './panel/hostApi';
import chartCss from './styles/charts.css';
import pageCss from './styles/page.css';
import panelCss from './styles/panel.css';
import sweepCss from './styles/sweep.css';
import themeCss from './styles/theme.css';
import { sweepPage, type SweepMemory } from './sweep/sweepPage';
import type { FromSweepPanel, ToSweepPanel } from '../src/protocol/sweepMessages';
import { registerToolkit } from './toolkit';

addStyles(
  [themeCss, chartCss, pageCss, panelCss, sweepCss].join('\n'),
  (document.currentScript as HTMLScriptElement | null)?.nonce,
);
registerToolkit();
const host = hostApiFor<FromSweepPanel, SweepMemory>();
const page = sweepPage({
  send: host.send,
  remembered: host.remembered(),
  remember: host.remember,
});
document.body.append(page.element);
addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (typeof data === 'string') page.receive(fromHostAs<ToSweepPanel>(data));
});
let remembering: ReturnType<typeof setTimeout> | undefined;
addEventListener('scroll', () => {
  clearTimeout(remembering);
  remembering = setTimeout(() => host.remember({ scroll: scrollY }), 200);
});
host.send({ type: 'ready' });
