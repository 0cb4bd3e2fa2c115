import * as api from '../api';
import type { Progress, Work } from '../contract';
import { h, show } from '../dom';
import { binColumns, bins, histogram } from '../figures/histogram';
import { frame } from '../figures/frame';
import { count, number, seconds, share } from '../format';
import { action, announce } from '../shell';
import { downloadOf, table } from '../table';

/** Shows a run or comparison under way, until it has ended one way or another; tells whenever its state changes. */
export async function live<W extends Work>(outlet: HTMLElement, place: api.Place, work: W, changed: (work: W) => void, signal: AbortSignal): Promise<W> {
  let last = work;
  let saidAt = 0;
  const line = h('p');
  const bar = h('progress', { max: Math.max(1, work.replications), value: work.replicationsDone, 'aria-label': 'Replications done' });
  const lost = h('p', { class: 'notice bad', hidden: true }, 'The connection is lost. The run goes on; the page is trying to reach it again.');
  const soFar = h('div');
  const stop = h('button', { type: 'button', 'data-test': 'cancel' }, 'Cancel');
  action(stop, () => api.cancel(place, work.id));
  show(outlet, h('section', { class: 'live', 'data-test': 'progress', 'aria-label': 'Progress' }, lost, bar, line, stop, soFar));

  await api.follow<W>(place, work.id, {
    state: next => {
      if (next.state !== last.state) announce(`${next.name}: ${next.state}`);
      last = next;
      changed(next);
    },
    progress: progress => {
      bar.max = Math.max(1, progress.replications);
      bar.value = progress.replicationsDone;
      show(line, told(progress));
      show(soFar, figures(progress));
      // Screen readers hear of it every tenth of the way, not every second.
      const tenth = Math.floor(10 * progress.replicationsDone / Math.max(1, progress.replications));
      if (tenth > saidAt) announce(`${count(progress.replicationsDone)} of ${count(progress.replications)} replications`);
      saidAt = tenth;
    },
    connected: isConnected => { lost.hidden = isConnected; },
  }, signal);
  return last;
}

function told({ replicationsDone, replications, elapsedSeconds, remainingSeconds }: Progress): string {
  const left = remainingSeconds == null ? '' : `, about ${seconds(remainingSeconds)} to go`;
  return `${count(replicationsDone)} of ${count(replications)} replications (${share(replicationsDone / Math.max(1, replications))}) in ${seconds(elapsedSeconds)}${left}.`;
}

function figures({ loss, defaults, histogram: of, replicationsDone }: Progress): HTMLElement | null {
  if (replicationsDone === 0) return null;
  const numbers = h('p', {}, `So far ${number(loss.mean)} of equity is lost on average (at worst ${number(loss.max)}), and ${number(defaults.mean)} institutions default (at worst ${number(defaults.max)}).`);
  if (!of || of.counts.length === 0 || !(of.high > of.low)) return numbers;
  return h('div', {}, numbers, frame({
    title: 'Losses so far',
    picture: histogram(of, 'Equity lost in all'),
    table: table('Losses so far', binColumns, bins(of)),
    buttons: downloadOf('losses-so-far.csv', binColumns, bins(of)),
  }));
}
