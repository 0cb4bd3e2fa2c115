import * as api from '../api';
import type { Claim, Hurt, Institution, Run } from '../contract';
import { type Child, colour, h, show } from '../dom';
import { curve } from '../figures/curve';
import { frame } from '../figures/frame';
import { number, share } from '../format';
import { stepName } from '../names';
import { type Address, changed, format, whole } from '../router';
import { type Column, downloadOf, table } from '../table';

/** One institution: its numbers, its course in one replication, who hurt it, whom it hurt, and its claims and debts. */
export async function institutionCard(card: HTMLElement, run: Run, id: string, at: () => Address, signal: AbortSignal): Promise<void> {
  const replication = whole(at().query, 'replication') ?? 0;
  const one = await api.institution(run.id, id, replication, signal);
  const link = (other: string): Child => h('a', { href: format(changed(at(), { select: other })) }, other);
  show(card,
    h('h3', {}, one.name || one.id),
    h('p', {}, [one.name && one.name !== one.id ? one.id : null, one.kind, one.group].filter(Boolean).join(' · ')),
    numbers(one, run.replications > 1),
    course(one, run.replications, signal),
    hurts('Who hurt it', one.hurtBy, link, `${id}-hurt-by.csv`),
    hurts('Whom it hurt', one.hurts, link, `${id}-hurts.csv`),
    claims('Lent to', one.lentTo, link, `${id}-lent-to.csv`),
    claims('Owes', one.owes, link, `${id}-owes.csv`),
    h('p', {}, h('a', { href: format(changed(at(), { select: null })) }, 'Close')));
}

function numbers({ result }: Institution, isSpread: boolean): HTMLElement {
  const fallen = result.defaultProbability ?? 0;
  const facts: [string, string, number | null | undefined][] = [
    ['Equity before', number(result.initialEquity), result.initialEquity],
    ['Equity after', number(result.meanFinalEquity), result.meanFinalEquity],
    ['Lost', `${number(result.meanLoss)}${result.meanRelativeLoss == null ? '' : ` (${share(result.meanRelativeLoss)})`}`, result.meanLoss],
    ['of it through contagion', number(result.meanContagionLoss), result.meanContagionLoss],
    ['In default', isSpread ? `in ${share(fallen)} of replications` : fallen > 0 ? 'yes' : 'no', result.defaultProbability],
    ...(result.causedLoss == null ? [] : [['Lost by others in its turn', number(result.causedLoss), result.causedLoss] as [string, string, number]]),
  ];
  return h('dl', {}, facts.map(([name, text, exact]) => [h('dt', {}, name), h('dd', { title: exact }, text)]));
}

type Moment = Institution['history'][number];

function course(one: Institution, replications: number, signal: AbortSignal): HTMLElement | null {
  if (one.history.length === 0) return null;
  // Periods are told at their ends; before the first of them it has what it began with.
  const history: Moment[] = one.steps === 'periods' && one.history[0]!.step > 0
    ? [{ step: 0, worth: one.result.initialEquity ?? null, defaulted: false }, ...one.history] : one.history;
  const columns: Column<Moment>[] = [
    { name: 'step', header: 'Step', cell: moment => moment.step, show: moment => stepName(one.steps, moment.step) },
    { name: 'worth', header: 'Equity', cell: moment => moment.worth ?? null, show: moment => number(moment.worth), isNumber: true },
    { name: 'distress', header: 'Distress', cell: moment => moment.distress ?? null, show: moment => share(moment.distress), isNumber: true },
    { name: 'defaulted', header: 'In default', cell: moment => moment.defaulted, show: moment => moment.defaulted ? 'yes' : 'no' },
  ];
  const fallen = one.history.find(moment => moment.defaulted);
  const line = curve('Equity, step by step', history.map(moment => moment.step),
    [{ label: 'Equity', values: history.map(moment => moment.worth ?? null), colour: colour('accent'), axis: 'left' }], signal);
  if (fallen !== undefined) line.at(fallen.step);
  return frame({
    title: 'Its course',
    note: `Equity${replications > 1 ? ` in replication ${one.replication}` : ''}; ${fallen === undefined ? 'it does not default' : `in default from the line on (${stepName(one.steps, fallen.step).toLowerCase()})`}.`,
    picture: line.element, table: table('Its course', columns, history), buttons: downloadOf(`${one.id}-course.csv`, columns, history),
  });
}

function hurts(title: string, rows: Hurt[], link: (id: string) => Child, file: string): HTMLElement | null {
  return listed(title, rows, file, [
    { name: 'id', header: 'Institution', cell: row => row.id, show: row => link(row.id) },
    { name: 'loss', header: 'Loss', cell: row => row.loss, show: row => number(row.loss), isNumber: true },
    { name: 'relative_loss', header: 'of its equity', cell: row => row.relativeLoss ?? null, show: row => share(row.relativeLoss), isNumber: true },
  ]);
}

const claims = (title: string, rows: Claim[], link: (id: string) => Child, file: string): HTMLElement | null => listed(title, rows, file, [
  { name: 'id', header: 'Institution', cell: row => row.id, show: row => link(row.id) },
  { name: 'amount', header: 'Amount', cell: row => row.amount, show: row => number(row.amount), isNumber: true },
]);

function listed<Row>(title: string, rows: Row[], file: string, columns: Column<Row>[]): HTMLElement | null {
  if (rows.length === 0) return null;
  return h('details', { open: rows.length <= 8 }, h('summary', {}, `${title} (${rows.length})`), table(title, columns, rows), downloadOf(file, columns, rows));
}
