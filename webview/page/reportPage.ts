import { chartFigure, type ChartFigure } from '../charts/chartFigure';
import { runCharts } from '../charts/runCharts';
import { element } from '../dom/element';
import { findingList } from '../findings/findingList';
import { configText } from './configText';
import { costTable } from './costTable';
import { explanationList } from './explanations';
import { keyFigures } from './keyFigures';
import { layerTable } from './layerTable';
import { metricGroupsSection } from './metricGroups';
import { dataNotes, monitorNotes } from './noteLists';
import { notDefined } from './notDefined';
import { pageHeader } from './pageHeader';
import type { ReportData } from './reportData';
import { verdictBlock } from './verdict';

/** The whole report; the charts are drawn once the element is on the page. */
export function reportPage(data: ReportData): {
  readonly element: HTMLElement;
  readonly figures: readonly ChartFigure[];
} {
  const { view, diagnosis } = data;
  const figures = runCharts(view).map(chartFigure);
  return {
    figures,
    element: element(
      'main',
      { class: 'report' },
      pageHeader(view),
      element('div', { class: 'summary' }, verdictBlock(diagnosis), keyFigures(view)),
      findingList(diagnosis.findings),
      ...explanationList(diagnosis),
      element(
        'section',
        { class: 'charts', 'aria-labelledby': 'charts-title' },
        element('h2', { id: 'charts-title' }, 'Charts'),
        element('div', { class: 'chart-grid' }, ...figures.map((figure) => figure.element)),
      ),
      configText(data.configText, data.changes ?? []),
      element(
        'div',
        { class: 'tables' },
        layerTable(view),
        metricGroupsSection(view),
        ...notDefined(view),
        ...costTable(view),
        ...dataNotes(view),
        ...monitorNotes(view),
      ),
    ),
  };
}
