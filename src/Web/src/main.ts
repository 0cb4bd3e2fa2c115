/*
 * The page of Contagion. Hooks for end-to-end tests (`data-test`):
 *   start: scenario-search, start-scenario (a button a scenario, data-id), scenario-about, knob (data-path), upload-files, upload-yaml,
 *     check-button, start-button, faults
 *   lists: run-row, comparison-row
 *   a run: run-name, state, sentence, command, progress, cancel, tab-what, tab-where, tab-when, tab-why, tab-whatif, download, result-files
 *   what happened: key-numbers, loss-histogram, default-histogram, hardest-hit
 *   where: map (data-painter: webgl or svg), institution-search, institution-table, institution-card, back-to-groups
 *   when: scrubber, play, step-back, step-forward, replication, step-name, fallen
 *   why: spillover-table, flow, channels, measure-channels, measure-spillovers
 *   what if: compare-sets, add-alternative, compare-start, comparison-table, comparison-intervals
 *   everywhere: problem, try-again, key-form, key
 */
import * as api from './api';
import { append, h, show } from './dom';
import { type Address, format, here } from './router';
import { calm, tell } from './shell';
import type { Move, Scene, View } from './view';
import { comparisonView } from './views/comparison';
import { runView } from './views/run';
import { runsView } from './views/runs';
import { startView } from './views/start';

const main = document.getElementById('main')!;

let shown: { root: string; move: Move | void; end: AbortController } | null = null;

function viewOf({ path }: Address): View {
  const [place, id] = path;
  if (place === undefined || place === 'start') return startView;
  if (place === 'runs') return id === undefined ? runsView : runView;
  if (place === 'comparisons' && id !== undefined) return comparisonView;
  return async ({ outlet }) => show(outlet, h('h1', {}, 'Nothing here'), h('p', {}, 'The address names no view of this page. ', h('a', { href: '#/' }, 'Start a run')));
}

/** What of an address a view is drawn anew for. */
const rootOf = ({ path }: Address): string => path.slice(0, 2).join('/');

async function route(isAnew = false): Promise<void> {
  const address = here();
  const root = rootOf(address);
  if (!isAnew && shown?.root === root && shown.move?.(address)) return;
  const isFirst = shown === null;
  shown?.end.abort();
  const end = new AbortController();
  const mine = shown = { root, move: undefined as Move | void, end };
  calm();
  const outlet = h('div');
  show(main, outlet);
  append(outlet, h('p', { class: 'waiting' }, 'Loading …'));
  if (!isFirst && !isAnew) {
    // What had the focus is gone; reading goes on at the top of the new view.
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  const scene: Scene = { outlet, address, signal: end.signal };
  try {
    mine.move = await viewOf(address)(scene);
  } catch (error) {
    if (!end.signal.aborted) {
      show(outlet);
      tell(error, () => void route(true));
    }
  }
  document.title = `${outlet.querySelector('h1')?.textContent ?? 'Loading'} · Contagion`;
}

async function tellAbout(): Promise<void> {
  const { version, host, caller } = await api.about();
  show(document.getElementById('about')!, `Contagion ${version}, ${host === 'cluster' ? 'on a cluster' : 'on one machine'}`,
    caller == null ? '' : `. You are ${caller.name} (${caller.role}).`);
}

document.querySelector('.skip')!.addEventListener('click', event => {
  // The address holds the view, so the link's own target must not go there.
  event.preventDefault();
  main.focus();
});
addEventListener('hashchange', () => void route());
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => void route(true));
addEventListener('beforeprint', () => { for (const one of document.querySelectorAll('details')) one.open = true; });
if (location.hash === '') history.replaceState(null, '', format({ path: [], query: new URLSearchParams() }));
void route();
// What the foot says is not worth a banner.
tellAbout().catch(() => {});
