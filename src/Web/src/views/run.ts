import * as api from '../api';
import type { Run } from '../contract';
import { h, show } from '../dom';
import { count, plural, time } from '../format';
import { type Address, address, format, go, here } from '../router';
import { commandBox, tell } from '../shell';
import type { Move, View } from '../view';
import { live } from './live';
import { stateBadge } from './runs';
import { whatView } from './what';
import { whatIfView } from './whatif';
import { whenView } from './when';
import { whereView } from './where';
import { whyView } from './why';

/** A view of a completed run. */
export type RunPart = (run: Run, outlet: HTMLElement, at: Address, signal: AbortSignal) => Promise<Move | void>;

const tabs: { name: string; title: string; part: RunPart }[] = [
  { name: 'what', title: 'What happened', part: whatView },
  { name: 'where', title: 'Where', part: whereView },
  { name: 'when', title: 'When', part: whenView },
  { name: 'why', title: 'Why', part: whyView },
  { name: 'whatif', title: 'What if', part: whatIfView },
];

const tabOf = (at: Address): number => Math.max(0, tabs.findIndex(tab => tab.name === at.path[2]));

/** A run: under way its progress, then one question a tab. */
export const runView: View = async ({ outlet, address: first, signal }) => {
  const id = first.path[1]!;
  let at = first;
  let run = await api.oneRun(id, signal);
  let part: { name: string; move: Move | void; end: AbortController } | null = null;
  const head = h('header', { class: 'run-head' });
  const body = h('div');
  show(outlet, head, body);
  show(head, heading(run));
  if (!api.isFinal(run.state)) {
    // Followed beside, so that the view counts as drawn while the run goes on.
    void live(body, 'runs', run, next => show(head, heading(next)), signal).then(async () => {
      run = await api.oneRun(id, signal);
      show(head, heading(run));
      draw();
    }).catch(error => { if (!signal.aborted) tell(error, () => location.reload()); });
  } else {
    draw();
  }
  return to => {
    at = to;
    if (run.state === 'completed') void open(to);
    return true;
  };

  function draw(): void {
    part = null;
    if (run.state !== 'completed') return show(body, ending(run));
    const panel = h('section', { id: 'panel', role: 'tabpanel', tabindex: -1 });
    show(body, tabList(id), panel, commandBox(run.command));
    void open(at);
  }

  async function open(to: Address): Promise<void> {
    const tab = tabs[tabOf(to)]!;
    at = to;
    if (part?.name === tab.name && part.move?.(to)) return;
    part?.end.abort();
    const end = new AbortController();
    signal.addEventListener('abort', () => end.abort());
    const mine = part = { name: tab.name, move: undefined as Move | void, end };
    const panel = document.getElementById('panel')!;
    const inner = h('div', {}, h('p', { class: 'waiting' }, 'Loading …'));
    // A link in one tab that leads to another takes the reader there.
    if (panel.contains(document.activeElement)) panel.focus();
    panel.setAttribute('aria-labelledby', `tab-${tab.name}`);
    panel.setAttribute('aria-busy', 'true');
    // For who goes from heading to heading; the tab says it to all others.
    show(panel, h('h2', { class: 'unseen' }, tab.title), inner);
    markTab(tabOf(to));
    try {
      mine.move = await tab.part(run, inner, to, end.signal);
    } catch (error) {
      if (!end.signal.aborted) {
        show(inner);
        tell(error, () => { part = null; void open(at); });
      }
    }
    panel.removeAttribute('aria-busy');
  }
};

function heading(run: Run): Node[] {
  const facts: [string, string][] = [
    ['Mechanism', run.mechanism], ['Institutions', count(run.institutions)], ['Exposures', count(run.exposures)],
    ['Replications', count(run.replications)], ...(run.periods > 1 ? [['Periods', count(run.periods)] as [string, string]] : []),
    ['Seed', String(run.seed)], ['Started', time(run.started ?? run.created)],
  ];
  return [
    h('h1', { 'data-test': 'run-name' }, run.name),
    ...(run.description ? [h('p', { class: 'lead' }, run.description)] : []),
    h('p', { class: 'facts' }, stateBadge(run.state), facts.map(([name, value]) => h('span', {}, `${name} `, h('b', {}, value)))),
    ...(run.set.length > 0 ? [h('p', { class: 'facts' }, 'Changed settings: ', run.set.map(one => h('code', {}, one)))] : []),
    ...(run.notConverged ? [h('p', { class: 'notice bad' }, `${plural(run.notConverged, 'replication')} did not come to rest in the rounds allowed: losses there are too low.`)] : []),
  ];
}

/** Where to start the same again with other settings. */
export const againAddress = (run: Run): string => format(address(['start'], run.scenario.shipped
  ? { scenario: run.scenario.shipped, set: run.set }
  : { from: run.id }));

function ending(run: Run): HTMLElement {
  const why = run.state === 'failed' ? `The run failed: ${run.error ?? 'the server does not say why.'}` : 'The run was cancelled.';
  return h('div', { class: run.state === 'failed' ? 'notice bad' : 'notice', 'data-test': 'ending' },
    h('p', {}, why), h('p', {}, h('a', { href: againAddress(run) }, 'Start it again with other settings')), commandBox(run.command));
}

// Tabs as the ARIA practices have them: one stop for the tab key, arrows between them.
function tabList(id: string): HTMLElement {
  const press = (event: KeyboardEvent): void => {
    const now = tabOf(here());
    const to = { ArrowRight: (now + 1) % tabs.length, ArrowLeft: (now + tabs.length - 1) % tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(address(['runs', id, tabs[to]!.name]));
    document.getElementById(`tab-${tabs[to]!.name}`)!.focus();
  };
  return h('div', { role: 'tablist', 'aria-label': 'Questions', class: 'tabs', on: { keydown: press } }, tabs.map(tab =>
    h('button', { type: 'button', role: 'tab', id: `tab-${tab.name}`, 'data-test': `tab-${tab.name}`, 'aria-controls': 'panel', on: {
      click: () => go(address(['runs', id, tab.name])),
    } }, tab.title)));
}

function markTab(chosen: number): void {
  tabs.forEach((tab, index) => {
    const element = document.getElementById(`tab-${tab.name}`)!;
    element.setAttribute('aria-selected', String(index === chosen));
    element.tabIndex = index === chosen ? 0 : -1;
  });
}
