import type { Knob } from '../contract';
import { freshId, h } from '../dom';
import { labelOf, written } from '../request';

/** Bounds above this only keep the program from harm, and tell nobody anything. */
const unlimited = 1e5;

/** A field for a setting: its name, what it means, and its value as it is or as typed. */
export function knobField(knob: Knob, value: string | undefined, changed: (value: string) => void): HTMLElement {
  const id = freshId();
  const explained = `${id}-about`;
  const range = [knob.minimum == null ? null : `at least ${knob.minimum}`, knob.maximum == null || knob.maximum >= unlimited ? null : `at most ${knob.maximum}`].filter(part => part).join(', ');
  const about = [knob.description, range].filter(part => part).join(' – ');
  return h('div', { class: 'field knob' },
    h('label', { for: id }, labelOf(knob.path), ' ', h('code', {}, knob.path)),
    knobInput(knob, value ?? written(knob.value), changed, { id, 'data-test': 'knob', 'data-path': knob.path, 'aria-describedby': about === '' ? null : explained }),
    about === '' ? null : h('p', { id: explained, class: 'small' }, about));
}

export function knobInput(knob: Knob, value: string, changed: (value: string) => void, attributes: Record<string, string | null> = {}): HTMLElement {
  const words = knob.type === 'boolean' ? ['true', 'false'] : knob.options ?? [];
  if (words.length > 0) {
    const select = h('select', { ...attributes, on: { change: () => changed(select.value) } },
      // What is in force may be a word that the list does not hold.
      [...(words.includes(value) ? [] : [value]), ...words].map(word => h('option', { value: word, selected: word === value }, word)));
    return select;
  }
  // Text, so that a wrong number comes back with the server's words rather than not at all.
  const isNumber = knob.type === 'number' || knob.type === 'integer';
  const input = h('input', { ...attributes, type: 'text', inputmode: isNumber ? 'decimal' : null, value, spellcheck: 'false', autocomplete: 'off', on: { input: () => changed(input.value) } });
  return input;
}
