import { type Child, h } from '../dom';

export interface Frame {
  title: string;
  note?: Child;
  picture: Child;
  /** The same numbers for who does not see the picture. */
  table?: HTMLElement;
  buttons?: Child;
  test?: string;
}

/** A figure with its title, what to know to read it, its numbers as a table, and buttons to take them away. */
export const frame = ({ title, note, picture, table, buttons, test }: Frame): HTMLElement =>
  h('figure', { 'data-test': test },
    h('figcaption', {}, h('h3', {}, title), note ? h('p', {}, note) : null),
    picture,
    buttons ? h('div', { class: 'buttons' }, buttons) : null,
    table ? h('details', { class: 'as-table' }, h('summary', {}, 'As a table'), table) : null);
