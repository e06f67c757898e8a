import { addStyles } from './dom/addStyles';
import { fromHost } from './panel/fromHost';
import { hostApi } from './panel/hostApi';
import { panelPage } from './panel/panelPage';
import chartCss from './styles/charts.css';
import metricCss from './styles/metrics.css';
import pageCss from './styles/page.css';
import panelCss from './styles/panel.css';
import themeCss from './styles/theme.css';
import { registerToolkit } from './toolkit';

addStyles(
  [themeCss, chartCss, pageCss, metricCss, panelCss].join('\n'),
  (document.currentScript as HTMLScriptElement | null)?.nonce,
);
registerToolkit();
const host = hostApi();
const page = panelPage({
  send: host.send,
  remembered: host.remembered(),
  remember: host.remember,
});
document.body.append(page.element);
addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (typeof data === 'string') page.receive(fromHost(data));
});
let remembering: ReturnType<typeof setTimeout> | undefined;
addEventListener('scroll', () => {
  clearTimeout(remembering);
  remembering = setTimeout(() => host.remember({ scroll: scrollY }), 200);
});
host.send({ type: 'ready' });
