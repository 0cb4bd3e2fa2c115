import * as api from '../api';
import type { InstitutionResult, InstitutionRow, Metric, Run, Sheet, Summary } from '../contract';
import { h, show } from '../dom';
import { frame } from '../figures/frame';
import { binColumns, bins, histogram, histogramOf } from '../figures/histogram';
import { interval, number, plural, share } from '../format';
import { inOrder, isHeadline, isTold, nameOf } from '../names';
import { address, format } from '../router';
import { action } from '../shell';
import { type Column, downloadOf, table } from '../table';
import { fileLink, fileList } from './files';
import { againAddress, type RunPart } from './run';

/** Above this the page does not fetch a row for every replication to draw a picture. */
const mostDrawn = 50_000;

/** What happened: a sentence, the numbers that matter with their intervals, and how losses spread over replications. */
export const whatView: RunPart = async (run, outlet, _, signal) => {
  const hasPicture = run.replications > 1 && run.replications <= mostDrawn;
  const [summary, hit, replications] = await Promise.all([
    api.summary(run.id, signal),
    api.institutions(run.id, { sort: 'mean_loss', order: 'desc', limit: 10 }, signal),
    hasPicture ? api.sheet(run.id, 'replications.csv', signal) : null,
  ]);
  // Under `each` every replication is the turn of one institution, and nothing is drawn at random.
  const areTurns = hit.items.some(row => 'causedLoss' in row.result);
  show(outlet,
    h('p', { class: 'sentence', 'data-test': 'sentence' }, run.sentence ?? ''),
    h('p', { class: 'links' },
      h('a', { href: againAddress(run) }, 'Run it again with other settings'), run.files.some(({ name }) => name === 'report.html') ? fileLink('runs', run.id, 'report.html', 'Report to print or send') : null,
      fileLink('runs', run.id, 'inputs.zip', 'Scenario and its inputs')),
    areTurns ? h('p', { class: 'notice' }, 'Each replication is the turn of one institution. Averages are over all turns and exact; they are no forecast.') : null,
    keyNumbers(run, summary, areTurns),
    replications === null ? null : h('div', { class: 'pair' }, distribution(replications, 'total_loss', 'loss-histogram'), distribution(replications, 'defaults', 'default-histogram')),
    run.replications > mostDrawn ? h('p', {}, `With ${plural(run.replications, 'replication')} the picture of all is left out; replications.csv has them.`) : null,
    hardestHit(run, hit.items, areTurns),
    fileList(run.id, run.files, signal),
    removal(run));
};

interface NumberRow { metric: string; of: Metric }

function keyNumbers(run: Run, summary: Summary, areTurns: boolean): HTMLElement {
  const rows = inOrder(Object.keys(summary.metrics)).map(metric => ({ metric, of: summary.metrics[metric]! }));
  const headlines = rows.filter(row => isHeadline(row.metric) && row.of.mean !== null);
  const others = rows.filter(row => !isHeadline(row.metric) && isTold(row.of));
  const columns = numberColumns(run.replications > 1, !areTurns && rows.some(row => row.of.ci95 !== null));
  return h('section', {},
    table(areTurns ? 'Key numbers, over all turns' : 'Key numbers', columns, headlines, 'key-numbers'),
    others.length === 0 ? null : h('details', {}, h('summary', {}, 'More numbers: who bore it, what policies paid'), table('More numbers', columns, others)),
    h('div', { class: 'buttons' }, downloadOf('numbers.csv', columns, rows), fileLink('runs', run.id, 'summary.json')));
}

function numberColumns(isSpread: boolean, hasInterval: boolean): Column<NumberRow>[] {
  const value = (name: string, header: string, of: (metric: Metric) => number | null | undefined): Column<NumberRow> =>
    ({ name, header, isNumber: true, cell: row => of(row.of) ?? null, show: row => nameOf(row.metric).show(of(row.of)) });
  // How often something happens has no middle and no worst.
  const spreadOf = (name: string, header: string, of: (metric: Metric) => number | null | undefined): Column<NumberRow> =>
    ({ ...value(name, header, of), show: row => row.metric === 'systemic' ? '–' : nameOf(row.metric).show(of(row.of)) });
  const first: Column<NumberRow>[] = [
    { name: 'metric', header: 'What', cell: row => row.metric, show: row => h('span', { title: row.metric }, nameOf(row.metric).text) },
    value('mean', isSpread ? 'On average' : 'Value', metric => metric.mean),
  ];
  if (!isSpread) return first;
  const spread: Column<NumberRow>[] = [
    spreadOf('median', 'In the middle', metric => metric.quantiles['0.5']),
    spreadOf('q95', 'Exceeded once in 20', metric => metric.quantiles['0.95']),
    spreadOf('max', 'At worst', metric => metric.max),
  ];
  const range: Column<NumberRow>[] = [
    { name: 'ci95', header: '95 % interval of the average', isNumber: true, cell: row => row.of.ci95?.join(' to ') ?? null,
      show: row => h('span', { title: row.of.ci95?.join(' to ') }, interval(row.of.ci95, nameOf(row.metric).show)) },
  ];
  return [...first, ...(hasInterval ? range : []), ...spread];
}

function distribution({ columns, rows }: Sheet, metric: string, test: string): HTMLElement {
  const at = columns.indexOf(metric);
  const values = rows.flatMap(row => typeof row[at] === 'number' ? [row[at]] : []);
  const of = histogramOf(values);
  const { text } = nameOf(metric);
  return frame({
    title: text, note: `How many of ${plural(values.length, 'replication')} ended with how much.`, test,
    picture: histogram(of, text), table: table(text, binColumns, bins(of)), buttons: downloadOf(`${metric}.csv`, binColumns, bins(of)),
  });
}

function hardestHit(run: Run, rows: InstitutionRow[], areTurns: boolean): HTMLElement {
  const columns = institutionColumns(run.id, run.replications > 1);
  return h('section', {},
    table(areTurns ? 'Hardest hit, on average over all turns' : 'Hardest hit', columns, rows, 'hardest-hit'),
    h('div', { class: 'buttons' }, downloadOf('hardest-hit.csv', columns, rows), fileLink('runs', run.id, 'institutions.csv', 'All institutions (institutions.csv)')));
}

/** The columns in which institutions are told of, here and on the map's page. */
export function institutionColumns(id: string, isSpread: boolean): Column<InstitutionRow>[] {
  const value = (name: string, header: string, of: (result: InstitutionResult) => number | null | undefined, show: (value: number | null | undefined) => string = number): Column<InstitutionRow> =>
    ({ name, header, isNumber: true, cell: row => of(row.result) ?? null, show: row => show(of(row.result)) });
  return [
    { name: 'id', header: 'Institution', cell: row => row.id, show: row => h('a', { href: format(address(['runs', id, 'where'], { select: row.id })), title: row.id }, row.name || row.id) },
    { name: 'kind', header: 'Kind', cell: row => row.kind },
    value('initial_equity', 'Equity before', result => result.initialEquity),
    value('mean_loss', 'Lost', result => result.meanLoss),
    value('mean_relative_loss', 'of its equity', result => result.meanRelativeLoss, share),
    value('mean_contagion_loss', 'Lost through contagion', result => result.meanContagionLoss),
    isSpread ? value('default_probability', 'In default, of all replications', result => result.defaultProbability, share)
      : { name: 'default_round', header: 'Default', isNumber: true, cell: row => row.result.defaultRound ?? null,
        show: ({ result }) => !result.defaultProbability ? 'no' : result.defaultRound === 0 ? 'at once' : result.defaultRound == null ? 'yes' : `round ${result.defaultRound}` },
  ];
}

function removal(run: Run): HTMLElement {
  const button = h('button', { type: 'button', class: 'quiet', 'data-test': 'remove' }, 'Remove this run from the server');
  action(button, async () => {
    if (!confirm(`Remove "${run.name}" and its results from the server? This cannot be undone.`)) return;
    await api.remove(run.id);
    location.hash = '#/runs';
  });
  return h('p', { class: 'removal' }, button);
}
