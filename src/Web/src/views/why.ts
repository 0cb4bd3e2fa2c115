import * as api from '../api';
import type { Cell, Run, Sheet, Spillover, Spillovers } from '../contract';
import { h, show } from '../dom';
import { bars } from '../figures/bars';
import { flow } from '../figures/flow';
import { frame } from '../figures/frame';
import { count, interval, number, plural, share } from '../format';
import { address, format, go } from '../router';
import { action } from '../shell';
import { type Column, downloadOf, table } from '../table';
import { fileLink } from './files';
import type { RunPart } from './run';

/** How many pairs the flow picture holds before it is a tangle. */
const mostRibbons = 14;

/** Why: who hurt whom, and which channel the losses came by. */
export const whyView: RunPart = async (run, outlet, _, signal) => {
  const has = (file: string): boolean => run.files.some(({ name }) => name === file);
  const [pairs, attribution] = await Promise.all([
    has('spillover.csv') ? api.spillovers(run.id, 100, signal) : null,
    has('attribution.csv') ? api.sheet(run.id, 'attribution.csv', signal) : null,
  ]);
  show(outlet,
    run.measuredFrom ? h('p', {}, 'This run measures more of ', h('a', { href: format(address(['runs', run.measuredFrom, 'why'])) }, 'another one'), '; its results are the same.') : null,
    h('h2', {}, 'Who hurt whom'),
    pairs === null ? spilloversMissing(run) : whoHurtWhom(run, pairs),
    h('h2', {}, 'Which channel the losses came by'),
    attribution === null ? channelsMissing(run) : channels(run, attribution));
};

function whoHurtWhom(run: Run, { items, rows, isGrouped }: Spillovers): HTMLElement {
  if (items.length === 0) return h('p', {}, 'Nobody lost anything on a claim on another: all losses are those of the shock itself.');
  const link = (id: string): Node => isGrouped ? h('span', {}, id) : h('a', { href: format(address(['runs', run.id, 'where'], { select: id })) }, id);
  const columns: Column<Spillover>[] = [
    { name: 'from', header: 'Who hurts', cell: pair => pair.from, show: pair => link(pair.from) },
    { name: 'to', header: 'Who is hurt', cell: pair => pair.to, show: pair => link(pair.to) },
    { name: 'loss', header: 'Loss', cell: pair => pair.loss, show: pair => number(pair.loss), isNumber: true },
    { name: 'relative_loss', header: 'of the equity of who is hurt', cell: pair => pair.relativeLoss ?? null, show: pair => share(pair.relativeLoss), isNumber: true },
  ];
  const largest = items.slice(0, mostRibbons);
  const what = isGrouped ? 'pair of groups' : 'pair';
  return h('div', { class: 'pair' },
    frame({
      title: 'The largest flows of loss', test: 'flow', picture: flow(largest), table: table('The largest flows of loss', columns, largest),
      note: `The ${plural(largest.length, 'largest pair', 'largest pairs')} of ${count(rows)}. A band is as wide as the loss that the one on the left brings to the one on the right.`,
      buttons: downloadOf('largest-flows.csv', columns, largest),
    }),
    h('div', {}, table(`Largest losses, ${items.length < rows ? `${count(items.length)} of ` : ''}${plural(rows, what, isGrouped ? 'pairs of groups' : 'pairs')}`, columns, items, 'spillover-table'),
      h('div', { class: 'buttons' }, downloadOf('spillovers.csv', columns, items), fileLink('runs', run.id, 'spillover.csv', 'All pairs (spillover.csv)'))));
}

function measuring(run: Run, label: string, test: string, body: Parameters<typeof api.measure>[1]): HTMLElement {
  const button = h('button', { type: 'button', 'data-test': test }, label);
  action(button, async () => go(address(['runs', await api.measure(run.id, body), 'why'])));
  return button;
}

const spilloversMissing = (run: Run): HTMLElement => h('div', { class: 'notice' },
  h('p', {}, 'This run did not keep who hurt whom. The same run can be made again, with the same results, and measured.'),
  measuring(run, 'Measure spillovers', 'measure-spillovers', { metrics: 'all' }));

const channelsMissing = (run: Run): HTMLElement => run.mechanism === 'joint'
  ? h('div', { class: 'notice' },
    h('p', {}, 'Not measured yet. The run is repeated with channels switched off, on the same random numbers: 5 further runs in one order of channels, 31 for the average over all orders.'),
    h('div', { class: 'buttons' },
      measuring(run, 'Measure by channel', 'measure-channels', { attribution: 'cumulative' }),
      measuring(run, 'Measure by channel, over all orders', 'measure-shapley', { attribution: 'shapley' })))
  : h('p', {}, `With the mechanism ${run.mechanism} losses travel by one channel only: what counterparties owe one another.`);

const channelNames: Record<string, string> = {
  shocks: 'The shocks alone', credit: 'Borrowers’ defaults', counterparty: 'Counterparties that cannot pay', funding: 'Withdrawals and runs',
  'fire-sale': 'Sales at falling prices', operations: 'Outages and delays', total: 'In all',
};

function channels(run: Run, { columns: names, rows }: Sheet): HTMLElement {
  const at = (row: Cell[], name: string): number | null => {
    const cell = row[names.indexOf(name)];
    return typeof cell === 'number' ? cell : null;
  };
  // The mean over all orders is the fairer answer where it was measured.
  const kind = names.includes('shapley_mean') ? 'shapley' : 'cumulative';
  const channel = (row: Cell[]): string => String(row[names.indexOf('channel')]);
  const total = rows.find(row => channel(row) === 'total');
  const whole = total === undefined ? null : at(total, `${kind}_mean`);
  const range = (row: Cell[], of: string): [number, number] | null => {
    const [low, high] = [at(row, `${of}_ci95_low`), at(row, `${of}_ci95_high`)];
    return low === null || high === null ? null : [low, high];
  };
  const measure = (of: string, header: string): Column<Cell[]>[] => [
    { name: `${of}_mean`, header, isNumber: true, cell: row => at(row, `${of}_mean`), show: row => number(at(row, `${of}_mean`)) },
    { name: `${of}_ci95_low`, header: '95 % interval', isNumber: true, cell: row => at(row, `${of}_ci95_low`), show: row => interval(range(row, of)) },
    { name: `${of}_ci95_high`, header: '', cell: row => at(row, `${of}_ci95_high`) },
  ];
  const exported: Column<Cell[]>[] = [
    { name: 'channel', header: 'Channel', cell: channel, show: row => channelNames[channel(row)] ?? channel(row) },
    ...measure('cumulative', 'Adds, in this order'), ...(kind === 'shapley' ? measure('shapley', 'Adds, over all orders') : []),
  ];
  const seen: Column<Cell[]>[] = [
    ...exported.filter(column => !column.name.endsWith('_high')),
    { name: 'share', header: 'of all losses', isNumber: true, cell: row => whole ? at(row, `${kind}_mean`)! / whole : null, show: row => share(whole ? at(row, `${kind}_mean`)! / whole : null) },
  ];
  return frame({
    title: 'Losses by channel', test: 'channels',
    note: kind === 'shapley' ? 'By how much each channel raises what is lost, on average over all orders in which they could be switched on.'
      : 'By how much what is lost rises as channels are switched on one after the other.',
    picture: h('div', { class: 'pair' },
      bars(rows.filter(row => channel(row) !== 'total').map(row => ({ name: channelNames[channel(row)] ?? channel(row), value: at(row, `${kind}_mean`) ?? 0 })), 'Losses by channel'),
      table('Losses by channel: equity, and creditors outside', seen, rows)),
    buttons: [downloadOf('channels.csv', exported, rows), fileLink('runs', run.id, 'attribution.csv')],
  });
}
