import * as api from '../api';
import type { Comparison, List, Run, State, Work } from '../contract';
import { h, show } from '../dom';
import { count, plural, time } from '../format';
import { address, format } from '../router';
import { action } from '../shell';
import { type Column, table } from '../table';
import type { View } from '../view';

/** Runs and comparisons, newest first. */
export const runsView: View = async ({ outlet, signal }) => {
  const [runs, comparisons] = await Promise.all([api.runs(null, signal), api.comparisons(null, signal)]);
  show(outlet,
    h('h1', {}, 'Runs and comparisons'),
    listed('Runs', 'run-row', runs, cursor => api.runs(cursor, signal), runColumns),
    listed('Comparisons', 'comparison-row', comparisons, cursor => api.comparisons(cursor, signal), comparisonColumns));
};

export const stateBadge = (state: State): HTMLElement => h('span', { class: `state ${state}`, 'data-test': 'state' }, state);

const common = <W extends Work>(place: string, test: string): Column<W>[] => [
  { name: 'name', header: 'Name', cell: work => work.name, show: work =>
    h('a', { href: format(address([place, work.id])), 'data-test': test, 'data-id': work.id }, work.name || work.id) },
  { name: 'state', header: 'State', cell: work => work.state, show: work => [stateBadge(work.state), work.state === 'running' ? ` ${count(work.replicationsDone)} of ${count(work.replications)}` : null] },
  { name: 'created', header: 'Started', cell: work => work.created, show: work => time(work.created) },
];

const runColumns: Column<Run>[] = [
  ...common<Run>('runs', 'run-row'),
  { name: 'institutions', header: 'Institutions', cell: run => run.institutions, show: run => count(run.institutions), isNumber: true },
  { name: 'replications', header: 'Replications', cell: run => run.replications, show: run => count(run.replications), isNumber: true },
  { name: 'set', header: 'Changed settings', cell: run => run.set.join('; '), show: run => run.set.join(', ') || '–' },
];

const comparisonColumns: Column<Comparison>[] = [
  ...common<Comparison>('comparisons', 'comparison-row'),
  { name: 'alternatives', header: 'Alternatives', cell: one => one.alternatives.join('; '), show: one => one.alternatives.join(', ') },
  { name: 'replications', header: 'Replications', cell: one => one.replications, show: one => count(one.replications), isNumber: true },
];

function listed<W extends Work>(title: string, test: string, first: List<W>, ask: (cursor: string) => Promise<List<W>>, columns: Column<W>[]): HTMLElement {
  const box = h('div');
  const items: W[] = [];
  const more = h('button', { type: 'button', class: 'quiet' }, `Older ${title.toLowerCase()}`);
  let next = first.next ?? null;
  const add = (list: List<W>): void => {
    items.push(...list.items);
    next = list.next ?? null;
    more.hidden = next === null;
    show(box, items.length === 0 ? h('p', {}, 'None yet. ', h('a', { href: '#/' }, 'Start one.'))
      : table(`${title}: ${plural(items.length, 'row')}${next === null ? '' : ', and older ones'}`, columns, items));
  };
  add(first);
  action(more, async () => add(await ask(next!)));
  return h('section', { 'aria-label': title, 'data-list': test }, h('h2', {}, title), box, more);
}
