import type { Problem } from '../api';
import type { Fault } from '../contract';
import { h, show } from '../dom';
import { plural } from '../format';

/** How to get to where a fault is; null where the page does not show the place. */
export type WayTo = (fault: Fault) => (() => void) | null;

/** Lists what is wrong with what was sent, and puts the reader there. A fault can be pressed where `goTo` knows a way to its place. */
export function faultList(box: HTMLElement, { message, faults }: Problem, goTo: WayTo = () => null): void {
  const list = h('div', { class: 'notice bad', 'data-test': 'faults', tabindex: -1, role: 'alert', 'aria-label': 'Faults' },
    faults.length === 0 ? h('p', {}, message) : [
      h('p', {}, `${plural(faults.length, 'fault')}. Nothing was started, and what you typed is still there.`),
      h('ol', {}, faults.map(fault => h('li', {}, place(fault, goTo), fault.message))),
    ]);
  show(box, list);
  list.focus();
  list.scrollIntoView({ block: 'nearest' });
}

function place(fault: Fault, goTo: WayTo): Node {
  const text = `${fault.file}:${fault.line}:${fault.column}: `;
  const go = goTo(fault);
  return go === null ? h('code', {}, text) : h('button', { type: 'button', class: 'place', on: { click: go } }, h('code', {}, text));
}
