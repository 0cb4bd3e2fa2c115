import * as api from '../api';
import type { NetworkMap, Path } from '../contract';
import { colour, h, show } from '../dom';
import { curve } from '../figures/curve';
import { frame } from '../figures/frame';
import { networkFigure } from '../figures/map';
import { topOf } from '../figures/scale';
import { count, number, plural } from '../format';
import { stepName } from '../names';
import { type Address, changed, format, go, note, whole } from '../router';
import { announce } from '../shell';
import { fallenAt, lossesAt, momentAt } from '../steps';
import { type Column, downloadOf, table } from '../table';
import { fileLink } from './files';
import type { RunPart } from './run';
import { crumbs, described, isGroup, mostNodes } from './where';

/** How long a step stays while the path plays, in milliseconds. */
const pace = 900;

/** When it happened: the path of one replication, step by step, on the map, as a curve and as who fell. */
export const whenView: RunPart = async (run, outlet, first, signal) => {
  let at = first;
  const group = at.query.get('group');
  const replication = Math.min(whole(at.query, 'replication') ?? 0, run.replications - 1);
  const [map, path] = await Promise.all([
    api.networkMap(run.id, group, mostNodes, signal), api.path(run.id, replication, group, mostNodes, signal)]);
  if (path.states.length === 0) return show(outlet, h('p', {}, 'This run kept no path (run.path: false).'));

  const last = path.states.length - 1;
  const indexOf = (to: Address): number => {
    const step = whole(to.query, 'step') ?? path.states[0]!.step;
    const index = path.states.findLastIndex(state => state.step <= step);
    return Math.max(0, index);
  };
  let now = indexOf(at);
  const momentOf = (index: number) => momentAt(path.changes, map.nodes.length, path.states[index]!.step);
  const looks = (index: number) => lossesAt(momentOf(index), map);

  const slider = h('input', { type: 'range', min: 0, max: last, step: 1, value: now, id: 'scrubber', 'data-test': 'scrubber',
    on: { input: () => to(Number(slider.value)) } });
  const name = h('output', { for: 'scrubber', 'data-test': 'step-name' });
  const play = h('button', { type: 'button', 'data-test': 'play', class: 'play', on: { click: () => toggle() } });
  const back = h('button', { type: 'button', 'data-test': 'step-back', 'aria-label': 'Step back', on: { click: () => to(now - 1) } }, '◂ Back');
  const forward = h('button', { type: 'button', 'data-test': 'step-forward', 'aria-label': 'Step forward', on: { click: () => to(now + 1) } }, 'Forward ▸');
  const which = h('input', { type: 'number', min: 0, max: run.replications - 1, value: replication, id: 'replication', 'data-test': 'replication', on: {
    change: () => { if (which.checkValidity()) go(changed(at, { replication: which.value, step: null })); },
  } });
  const story = h('p', { class: 'story' });
  const fallen = h('div', { 'data-test': 'fallen' });
  const moment = (node: number): ReturnType<typeof described> => {
    const { loss, defaults } = momentOf(now);
    const one = map.nodes[node]!;
    return [h('b', {}, one.label || one.id), h('span', {}, `lost ${number(loss[node])} by now`),
      h('span', {}, one.count > 1 ? `${count(defaults[node])} of ${count(one.count)} in default` : defaults[node]! > 0 ? 'in default' : 'not in default')];
  };
  const figure = networkFigure(map, looks(now), {
    describe: moment, top: topOf(looks(last).shares), signal, cross: map.nodes.some(node => node.count > 1) ? 'half of it or more in default' : 'in default',
    choose: node => go(isGroup(map, node) ? changed(at, { group: map.nodes[node]!.id })
      : { path: ['runs', run.id, 'where'], query: changed(at, { select: map.nodes[node]!.id, step: null }).query }),
  });
  const lines = pathColumns(path);
  const line = curve('Loss and defaults, step by step', path.states.map(state => state.step), [
    { label: 'Equity lost (left)', values: path.states.map(state => state.loss), colour: colour('accent'), axis: 'left' },
    { label: 'In default (right)', values: path.states.map(state => state.defaults), colour: colour('second'), dash: [6, 4], axis: 'right' },
  ], signal, step => to(path.states.findIndex(state => state.step === step)));

  const panel = h('div', { class: 'when', on: { keydown: press } },
    crumbs(group, at),
    h('div', { class: 'scrub', role: 'group', 'aria-label': 'Steps' },
      play, back, forward, h('label', { for: 'scrubber', class: 'unseen' }, path.steps === 'rounds' ? 'Round' : 'Period'), slider, name,
      run.replications > 1 ? h('span', { class: 'which' }, h('label', { for: 'replication' }, 'Replication'), which, ` of ${count(run.replications)} (from 0)`) : null),
    story,
    h('div', { class: 'map-and-card' },
      frame({ title: 'Who has lost how much by now', picture: figure.element, table: table('Every step', lines, path.states), buttons: downloadOf(`path-${replication}.csv`, changeColumns(map, path), path.changes.step.map((_, change) => change)) }),
      h('div', {},
        frame({ title: 'Loss and defaults', note: 'The upright line is the step shown; press the curve to go to a step.', picture: line.element, buttons: [downloadOf(`steps-${replication}.csv`, lines, path.states), fileLink('runs', run.id, 'rounds.csv')] }),
        fallen)));
  show(outlet, panel);
  let timer: ReturnType<typeof setInterval> | undefined;
  signal.addEventListener('abort', () => clearInterval(timer));
  setPlaying(false);
  draw();

  return next => {
    if (next.query.get('group') !== group || (whole(next.query, 'replication') ?? 0) !== replication) return false;
    at = next;
    now = indexOf(next);
    draw();
    return true;
  };

  function to(index: number): void {
    const before = now;
    now = Math.max(0, Math.min(last, index));
    if (now === before) return;
    at = changed(at, { step: path.states[now]!.step });
    note(at);
    draw();
  }

  function draw(): void {
    const state = path.states[now]!;
    const rows = fallenAt(path, map.nodes.length, state.step);
    const title = stepName(path.steps, state.step);
    slider.value = String(now);
    slider.setAttribute('aria-valuetext', `${title}: ${count(state.defaults)} in default, ${number(state.loss)} lost`);
    show(name, `${title}${now === 0 ? '' : ` of ${count(path.states[last]!.step)}`}`);
    back.disabled = now === 0;
    forward.disabled = now === last;
    const gained = state.loss - (path.states[now - 1]?.loss ?? 0);
    const many = state.defaults - (path.states[now - 1]?.defaults ?? 0);
    show(story, `${title}: ${number(state.loss)} of equity is lost (${number(gained)} in this step), and ${plural(state.defaults, 'institution is', 'institutions are')} in default (${count(many)} more).`);
    figure.paint(looks(now));
    line.at(state.step);
    show(fallen, fallenTable(map, rows, title, momentOf(now).loss, at));
  }

  function press(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.key !== ' ' || !(target === slider || target.closest('.map') !== null)) return;
    event.preventDefault();
    toggle();
  }

  function toggle(): void {
    const isPlaying = timer === undefined;
    if (isPlaying && now === last) to(0);
    setPlaying(isPlaying);
    announce(isPlaying ? 'Playing' : `Paused at ${stepName(path.steps, path.states[now]!.step)}`);
  }

  function setPlaying(isPlaying: boolean): void {
    clearInterval(timer);
    timer = isPlaying ? setInterval(() => { to(now + 1); if (now === last) setPlaying(false); }, pace) : undefined;
    show(play, isPlaying ? '❚❚ Pause' : '▶ Play');
  }
};

type State = Path['states'][number];

const pathColumns = ({ steps }: Path): Column<State>[] => [
  { name: 'step', header: 'Step', cell: state => state.step, show: state => stepName(steps, state.step) },
  { name: 'defaults', header: 'In default', cell: state => state.defaults, show: state => count(state.defaults), isNumber: true },
  { name: 'loss', header: 'Equity lost', cell: state => state.loss, show: state => number(state.loss), isNumber: true },
];

/** Every change of every node drawn, for the download. */
const changeColumns = (map: NetworkMap, { changes }: Path): Column<number>[] => [
  { name: 'step', header: 'Step', cell: change => changes.step[change]! },
  { name: 'id', header: 'Name', cell: change => map.nodes[changes.node[change]!]!.id },
  { name: 'loss', header: 'Equity lost', cell: change => changes.loss[change]! },
  { name: 'defaults', header: 'In default', cell: change => changes.defaults[change]! },
];

function fallenTable(map: NetworkMap, rows: { node: number; fallen: number }[], title: string, loss: readonly number[], at: Address): HTMLElement {
  const columns: Column<{ node: number; fallen: number }>[] = [
    { name: 'id', header: 'Name', cell: row => map.nodes[row.node]!.id, show: row => isGroup(map, row.node) ? map.nodes[row.node]!.label
      : h('a', { href: format({ path: [at.path[0]!, at.path[1]!, 'where'], query: changed(at, { select: map.nodes[row.node]!.id, step: null }).query }) }, map.nodes[row.node]!.label || map.nodes[row.node]!.id) },
    { name: 'defaults', header: 'Defaults', cell: row => row.fallen, show: row => count(row.fallen), isNumber: true },
    { name: 'loss', header: 'Lost by now', cell: row => loss[row.node]!, show: row => number(loss[row.node]!), isNumber: true },
  ];
  if (rows.length === 0) return h('p', { class: 'hint' }, `${title}: nobody falls.`);
  return h('div', {}, table(`${title}: who falls`, columns, rows.toSorted((a, b) => b.fallen - a.fallen)), downloadOf('who-falls.csv', columns, rows));
}
