import { fromWire } from '../src/protocol/wire';
import { addStyles } from './dom/addStyles';
import { element } from './dom/element';
import { redrawForPrint } from './page/redrawForPrint';
import type { ReportData } from './page/reportData';
import { reportPage } from './page/reportPage';
import chartCss from './styles/charts.css';
import metricCss from './styles/metrics.css';
import pageCss from './styles/page.css';
import themeCss from './styles/theme.css';

/** Id of the JSON element that holds the `ReportData`. */
const dataId = 'fitscope-data';

addStyles([themeCss, chartCss, pageCss, metricCss].join('\n'));
const text = document.getElementById(dataId)?.textContent;
if (text === undefined || text === null || text.trim() === '') {
  document.body.append(
    element(
      'main',
      { class: 'report' },
      `This page holds no run: the element #${dataId} is missing or empty.`,
    ),
  );
} else {
  const data = fromWire(text) as ReportData;
  document.title = `${data.view.record.name} \u2013 Fitscope`;
  const { element: page } = reportPage(data);
  document.body.append(page);
  redrawForPrint();
}
