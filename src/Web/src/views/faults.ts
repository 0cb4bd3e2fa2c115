import type { Problem } from '../api';
import type { Fault } from '../contract';
import { h, show } from '../dom';
import { plural } from '../format';

/** Lists what is wrong with what was sent, and puts the reader there. A fault can be pressed where `goTo` knows the place. */
export function faultList(box: HTMLElement, { message, faults }: Problem, goTo?: (fault: Fault) => boolean): void {
  const list = h('div', { class: 'notice bad', 'data-test': 'faults', tabindex: -1, role: 'alert', 'aria-label': 'Faults' },
    faults.length === 0 ? h('p', {}, message) : [
      h('p', {}, `${plural(faults.length, 'fault')}. Nothing was started, and what you typed is still there.`),
      h('ol', {}, faults.map(fault => h('li', {}, place(fault, goTo), fault.message))),
    ]);
  show(box, list);
  list.focus();
  list.scrollIntoView({ block: 'nearest' });
}

function place(fault: Fault, goTo?: (fault: Fault) => boolean): Node {
  const text = `${fault.file}:${fault.line}:${fault.column}: `;
  return goTo === undefined ? h('code', {}, text)
    : h('button', { type: 'button', class: 'place', on: { click: () => void goTo(fault) } }, h('code', {}, text));
}
