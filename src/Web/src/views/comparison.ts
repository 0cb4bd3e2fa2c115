import * as api from '../api';
import type { Comparison, ComparisonResult, Difference } from '../contract';
import { h, show } from '../dom';
import { frame } from '../figures/frame';
import { intervals } from '../figures/intervals';
import { interval, plural, share, signed, time } from '../format';
import { inOrder, nameOf } from '../names';
import { changed, note } from '../router';
import { commandBox, tell } from '../shell';
import { type Column, downloadOf, table } from '../table';
import { verdict } from '../verdict';
import type { View } from '../view';
import { fileLink } from './files';
import { live } from './live';
import { stateBadge } from './runs';

/** A comparison: under way its progress, then each alternative against the base. */
export const comparisonView: View = async ({ outlet, address: at, signal }) => {
  const id = at.path[1]!;
  let comparison = await api.oneComparison(id, signal);
  const head = h('header', { class: 'run-head' });
  const body = h('div');
  const draw = async (): Promise<void> => {
    show(head, heading(comparison));
    if (comparison.state !== 'completed') {
      show(body, h('p', { class: comparison.state === 'failed' ? 'notice bad' : 'notice', 'data-test': 'ending' },
        comparison.state === 'failed' ? `The comparison failed: ${comparison.error ?? 'the server does not say why.'}` : 'The comparison was cancelled.'));
      return;
    }
    const result = await api.comparisonResult(id, signal);
    show(body, results(comparison, result, at.query.get('metric') ?? 'total_loss', metric => note(changed(at, { metric }))));
  };
  show(outlet, head, body);
  show(head, heading(comparison));
  if (api.isFinal(comparison.state)) return draw();
  void live(body, 'comparisons', comparison, next => show(head, heading(next)), signal).then(async () => {
    comparison = await api.oneComparison(id, signal);
    await draw();
  }).catch(error => { if (!signal.aborted) tell(error, () => location.reload()); });
};

const heading = (comparison: Comparison): Node[] => [
  h('h1', { 'data-test': 'run-name' }, comparison.name),
  h('p', { class: 'facts' }, stateBadge(comparison.state),
    h('span', {}, 'Alternatives ', h('b', {}, comparison.alternatives.join(', '))),
    h('span', {}, 'Started ', h('b', {}, time(comparison.started ?? comparison.created)))),
];

/** One row an alternative, the base first; its differences are those to itself, none. */
interface Row { name: string; metrics: Record<string, Difference> | null }

function results(comparison: Comparison, result: ComparisonResult, first: string, choose: (metric: string) => void): HTMLElement {
  const base = result.base.name;
  const metrics = inOrder([...new Set(result.alternatives.flatMap(one => Object.keys(one.metrics)))]);
  const rows: Row[] = [{ name: base, metrics: null }, ...result.alternatives];
  const told = (metric: string): boolean => result.alternatives.some(one => {
    const of = one.metrics[metric];
    return of !== undefined && ((of.mean ?? 0) !== 0 || (of.base_mean ?? 0) !== 0);
  });
  const lost = metrics.filter(metric => told(metric) && !nameOf(metric).isCost && ['total_loss', 'defaults', 'contagion_loss', 'external_creditor_loss',
    'lender_loss', 'bank_loss', 'platform_loss', 'guarantor_loss', 'borrower_loss', 'provider_loss'].includes(metric));
  const costs = metrics.filter(metric => told(metric) && nameOf(metric).isCost);
  return h('div', {},
    h('h2', { class: 'unseen' }, 'What each alternative changes'),
    h('ul', { class: 'sentences', 'data-test': 'meanings' }, result.alternatives.map(one => h('li', {}, one.meaning))),
    h('p', {}, `All alternatives met the same luck: ${plural(result.replications, 'replication')} each, with the same random draws. Differences are to “${base}”${result.replications > 1 ? ', with their 95 % intervals' : ''}.`),
    sideBySide('What is lost', lost, rows, result, 'comparison-table'),
    picture(metrics.filter(told), first, result, choose),
    costs.length === 0 ? null : sideBySide('What policies cost', costs, rows, result, 'cost-table'),
    h('details', {}, h('summary', {}, 'All numbers'), everything(metrics, result)),
    h('p', { class: 'links' }, comparison.files.map(({ name }) =>
      fileLink('comparisons', comparison.id, name, name === 'report.html' ? 'Report to print or send' : name === 'inputs.zip' ? 'Scenario and its inputs' : name))),
    commandBox(comparison.command));
}

/** Alternatives down, metrics across; in each cell the mean, the difference in words and shape, and its interval. */
function sideBySide(title: string, metrics: string[], rows: Row[], result: ComparisonResult, test: string): HTMLElement {
  const baseMean = (metric: string): number | null => result.alternatives.map(one => one.metrics[metric]?.base_mean).find(mean => mean !== null && mean !== undefined) ?? null;
  const columns: Column<Row>[] = [
    { name: 'alternative', header: 'Alternative', cell: row => row.name },
    ...metrics.map((metric): Column<Row> => ({
      name: metric, header: nameOf(metric).text, isNumber: true,
      cell: row => row.metrics === null ? baseMean(metric) : row.metrics[metric]?.mean ?? null,
      show: row => row.metrics === null ? nameOf(metric).show(baseMean(metric)) : cell(metric, row.metrics[metric]),
    })),
  ];
  return h('section', {}, table(title, columns, rows, test),
    h('div', { class: 'buttons' }, downloadOf(`${test}.csv`, columns, rows)));
}

function cell(metric: string, of: Difference | undefined): Node | string {
  if (of === undefined) return '–';
  const { shape, word, isDifferent } = verdict(of, nameOf(metric).isCost ?? false);
  const { show } = nameOf(metric);
  return h('div', { class: `difference ${word}` },
    h('span', { title: String(of.mean) }, show(of.mean)),
    h('span', { class: 'verdict', title: String(of.difference) }, `${shape} ${isDifferent ? `${signed(of.difference)} ` : ''}${word}`),
    of.ci95 !== null && word !== 'the same' ? h('span', { class: 'small' }, interval(of.ci95, signed)) : null);
}

function picture(metrics: string[], first: string, result: ComparisonResult, choose: (metric: string) => void): HTMLElement {
  const box = h('div');
  const select = h('select', { id: 'metric', 'data-test': 'metric', on: { change: () => { choose(select.value); draw(); } } },
    metrics.map(metric => h('option', { value: metric, selected: metric === first }, nameOf(metric).text)));
  const draw = (): void => {
    const metric = select.value;
    const rows = result.alternatives.flatMap(one => {
      const of = one.metrics[metric];
      return of === undefined || of.difference === null ? [] : [{ name: one.name, of, value: of.difference, low: of.ci95?.[0] ?? of.difference, high: of.ci95?.[1] ?? of.difference, isSure: verdict(of, false).isDifferent }];
    });
    const columns: Column<(typeof rows)[number]>[] = [
      { name: 'alternative', header: 'Alternative', cell: row => row.name },
      { name: 'difference', header: 'Difference', cell: row => row.value, show: row => signed(row.value), isNumber: true },
      { name: 'ci95_low', header: 'from', cell: row => row.low, show: row => signed(row.low), isNumber: true },
      { name: 'ci95_high', header: 'to', cell: row => row.high, show: row => signed(row.high), isNumber: true },
      { name: 'better', header: 'Lower in', cell: row => row.of.better, show: row => `${share(row.of.better)} of ${plural(row.of.replications, 'replication')}`, isNumber: true },
    ];
    const name = nameOf(metric).text;
    show(box, frame({
      title: `${name}: difference to “${result.base.name}”`, test: 'comparison-intervals',
      note: 'A dot is the average difference, the line its 95 % interval. Left of the upright line: lower than the base. A hollow dot: no difference can be told.',
      picture: intervals(rows, name), table: table(`${name}: differences`, columns, rows), buttons: downloadOf(`difference-${metric}.csv`, columns, rows),
    }));
  };
  draw();
  return h('section', { 'aria-label': 'Differences' }, h('div', { class: 'field' }, h('label', { for: 'metric' }, 'Number to look at'), select), box);
}

function everything(metrics: string[], result: ComparisonResult): HTMLElement {
  const rows = result.alternatives.flatMap(one => metrics.flatMap(metric => {
    const of = one.metrics[metric];
    return of === undefined ? [] : [{ alternative: one.name, metric, of }];
  }));
  const columns: Column<(typeof rows)[number]>[] = [
    { name: 'alternative', header: 'Alternative', cell: row => row.alternative },
    { name: 'metric', header: 'What', cell: row => row.metric, show: row => nameOf(row.metric).text },
    { name: 'mean', header: 'Average', cell: row => row.of.mean, show: row => nameOf(row.metric).show(row.of.mean), isNumber: true },
    { name: 'base_mean', header: 'Average of the base', cell: row => row.of.base_mean, show: row => nameOf(row.metric).show(row.of.base_mean), isNumber: true },
    { name: 'difference', header: 'Difference', cell: row => row.of.difference, show: row => signed(row.of.difference), isNumber: true },
    { name: 'ci95', header: '95 % interval', cell: row => row.of.ci95?.join(' to ') ?? null, show: row => interval(row.of.ci95, signed), isNumber: true },
    { name: 'better', header: 'Lower in', cell: row => row.of.better, show: row => share(row.of.better), isNumber: true },
  ];
  return table('All numbers', columns, rows);
}
