import * as api from '../api';
import type { InstitutionRow, NetworkMap, Run } from '../contract';
import { type Child, h, show } from '../dom';
import { frame } from '../figures/frame';
import { networkFigure } from '../figures/map';
import { count, number, plural, share } from '../format';
import { type Address, changed, format, go, note } from '../router';
import { meanLosses } from '../steps';
import { action, tell } from '../shell';
import { type Column, downloadOf, table } from '../table';
import { fileLink } from './files';
import { institutionCard } from './institution';
import type { RunPart } from './run';
import { institutionColumns } from './what';

/** Most nodes that are drawn at once. */
export const mostNodes = 500;

/** Whether a node stands for a group that can be opened. */
export const isGroup = ({ nodes }: NetworkMap, node: number): boolean => nodes[node]!.count > 1 || nodes[node]!.group === nodes[node]!.id;

/** Where losses lie: the map, one institution close by, and all of them as a list. */
export const whereView: RunPart = async (run, outlet, first, signal) => {
  let at = first;
  const group = at.query.get('group');
  const map = await api.networkMap(run.id, group, mostNodes, signal);
  const card = h('aside', { class: 'card', 'aria-label': 'Institution', 'data-test': 'institution-card', tabindex: -1 });
  const choose = (node: number): void => go(changed(at, isGroup(map, node)
    ? { group: map.nodes[node]!.id, select: null } : { select: map.nodes[node]!.id }));
  const figure = networkFigure(map, meanLosses(map), { describe: node => described(map, node), choose, signal,
    cross: run.replications > 1 ? 'in default in half of the replications or more' : map.nodes.some(node => node.count > 1) ? 'half of it or more in default' : 'in default' });
  const columns = nodeColumns(map, () => at);

  show(outlet,
    crumbs(group, at),
    h('div', { class: 'map-and-card' },
      frame({
        title: group !== null ? `Group ${group}` : map.level === 'groups' ? 'Groups of institutions' : 'The network',
        note: said(map), picture: figure.element, table: table('Nodes of the map', columns, map.nodes.map((_, node) => node)),
        buttons: downloadOf('map.csv', columns, map.nodes.map((_, node) => node)),
      }), card),
    institutionList(run, group, () => at, signal));
  void select();
  return to => {
    if (to.query.get('group') !== group) return false;
    const before = at.query.get('select');
    at = to;
    if (before !== at.query.get('select')) {
      void select().then(() => {
        // Chosen in the list far below, the card comes into view; on the map the arrow keys go on.
        if (at.query.has('select') && document.activeElement?.closest('.map') === null) card.focus();
      });
    }
    return true;
  };

  async function select(): Promise<void> {
    const id = at.query.get('select');
    figure.choose(id === null ? -1 : map.nodes.findIndex((node, index) => node.id === id && !isGroup(map, index)));
    if (id === null) return show(card, h('p', { class: 'hint' }, 'Choose an institution on the map or in the list to see its numbers, its course, who hurt it and whom it hurt.'));
    try {
      await institutionCard(card, run, id, () => at, signal);
    } catch (error) {
      if (!signal.aborted) tell(error, () => void select());
    }
  }
};

function said(map: NetworkMap): string {
  const all = `${plural(map.institutions, 'institution')}, ${plural(map.exposures, 'exposure')}`;
  if (map.level === 'groups') return `${all}, drawn by group. Open a group to see who is in it.`;
  return map.nodes.some((_, node) => isGroup(map, node)) ? `${all}. The largest are drawn one by one, others together as one circle.` : `${all}.`;
}

/** What is said of a node that is pointed at. */
export function described(map: NetworkMap, node: number): Child {
  const one = map.nodes[node]!;
  const isMany = isGroup(map, node);
  return [
    h('b', {}, one.label || one.id),
    h('span', {}, isMany ? plural(one.count, 'institution') : [one.kind, one.group].filter(Boolean).join(', ')),
    one.loss == null ? null : h('span', {}, `lost ${number(one.loss)}${one.relativeLoss == null ? '' : `, ${share(one.relativeLoss)} of its equity`}`),
    one.defaultProbability == null ? null : h('span', {}, `in default: ${share(one.defaultProbability)}`),
  ];
}

export function crumbs(group: string | null, at: Address): HTMLElement | null {
  if (group === null) return null;
  return h('nav', { class: 'crumbs', 'aria-label': 'Part of the network' },
    h('a', { href: format(changed(at, { group: null, select: null })), 'data-test': 'back-to-groups' }, 'All groups'), ' › ', h('span', { 'aria-current': 'page' }, group));
}

function nodeColumns(map: NetworkMap, at: () => Address): Column<number>[] {
  const of = (node: number): NetworkMap['nodes'][number] => map.nodes[node]!;
  const link = (node: number): Child => h('a', { href: format(changed(at(), isGroup(map, node) ? { group: of(node).id, select: null } : { select: of(node).id })) }, of(node).label || of(node).id);
  return [
    { name: 'id', header: 'Name', cell: node => of(node).id, show: link },
    { name: 'kind', header: 'Kind', cell: node => isGroup(map, node) ? 'group' : of(node).kind ?? null },
    { name: 'institutions', header: 'Institutions', cell: node => of(node).count, show: node => count(of(node).count), isNumber: true },
    { name: 'size', header: 'Size', cell: node => of(node).size, show: node => number(of(node).size), isNumber: true },
    { name: 'loss', header: 'Lost', cell: node => of(node).loss ?? null, show: node => number(of(node).loss), isNumber: true },
    { name: 'relative_loss', header: 'of its equity', cell: node => of(node).relativeLoss ?? null, show: node => share(of(node).relativeLoss), isNumber: true },
    { name: 'default_probability', header: 'In default', cell: node => of(node).defaultProbability ?? null, show: node => share(of(node).defaultProbability), isNumber: true },
  ];
}

/** Every institution, a page at a time: found by name, in the order of any column. */
function institutionList(run: Run, group: string | null, at: () => Address, signal: AbortSignal): HTMLElement {
  const box = h('div');
  const more = h('button', { type: 'button', class: 'quiet' }, 'Show more');
  const input = h('input', { type: 'search', id: 'institution-search', value: at().query.get('search') ?? '', 'data-test': 'institution-search', placeholder: 'name or id' });
  let sort = 'mean_loss';
  let order: 'asc' | 'desc' = 'desc';
  let items: InstitutionRow[] = [];
  let next: string | null = null;
  let asked = 0;

  const columns = (): Column<InstitutionRow>[] => institutionColumns(run.id, run.replications > 1).map(column => ({
    ...column,
    ...(column.name === 'id' ? { show: (row: InstitutionRow) => h('a', { href: format(changed(at(), { select: row.id })), title: row.id }, row.name || row.id) } : {}),
    sort: {
      order: column.name === sort ? (order === 'asc' ? 'ascending' as const : 'descending' as const) : null,
      press: () => {
        order = column.name === sort ? (order === 'asc' ? 'desc' : 'asc') : column.isNumber ? 'desc' : 'asc';
        sort = column.name;
        void load();
      },
    },
  }));
  const draw = (): void => {
    more.hidden = next === null;
    show(box, table(`Institutions${group === null ? '' : ` of ${group}`}`, columns(), items, 'institution-table'),
      h('div', { class: 'buttons' }, downloadOf('institutions-shown.csv', columns(), items), fileLink('runs', run.id, 'institutions.csv', 'All of them (institutions.csv)')));
  };
  const ask = (cursor: string | null) => api.institutions(run.id, { sort, order, cursor, limit: 25, group, search: input.value.trim() }, signal);
  const load = async (): Promise<void> => {
    // Only the answer to the last question counts.
    const mine = ++asked;
    try {
      const list = await ask(null);
      if (mine !== asked) return;
      items = list.items;
      next = list.next ?? null;
      draw();
    } catch (error) {
      if (!signal.aborted) tell(error, () => void load());
    }
  };
  action(more, async () => {
    const list = await ask(next);
    items = [...items, ...list.items];
    next = list.next ?? null;
    draw();
  });
  let typing: ReturnType<typeof setTimeout> | undefined;
  input.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => { note(changed(at(), { search: input.value.trim() })); void load(); }, 250);
  });
  void load();
  return h('section', {}, h('div', { class: 'field' }, h('label', { for: 'institution-search' }, 'Find an institution'), input), box, more);
}
