import * as api from '../api';
import { Problem } from '../api';
import type { Alternative, Knob, Run, RunRequest, ScenarioView } from '../contract';
import { append, h, show } from '../dom';
import { comparisonOf, labelOf, mostAlternatives, parted, written } from '../request';
import { address, go } from '../router';
import { action } from '../shell';
import { faultList } from './faults';
import { knobInput } from './knobs';
import type { RunPart } from './run';
import { requestOf } from './run-request';

/** What if: the policies of the scenario side by side, or alternatives of one's own. */
export const whatIfView: RunPart = async (run, outlet, _, signal) => {
  const request = await requestOf(run);
  const scenario = await api.check(request);
  if (signal.aborted) return;
  const { main, rest } = parted(scenario.knobs);
  show(outlet,
    h('p', {}, 'A comparison runs the same scenario several times with the same luck, each time with something changed, and sets each against the first.'),
    scenario.policySets.length === 0 ? null : fromSets(run, request, scenario),
    // Alternatives share seed and replications: they are compared draw by draw.
    ownAlternatives(request, [...main, ...rest].filter(({ path }) => path !== 'run.seed' && path !== 'run.replications')));
};

function starter(label: string, test: string, body: () => Parameters<typeof api.compare>[0], faults: HTMLElement): HTMLButtonElement {
  const button = h('button', { type: 'button', class: 'main', 'data-test': test }, label);
  let last = '';
  let once = '';
  action(button, async () => {
    const asked = body();
    // The same question again is the same comparison, should an answer have been lost.
    if (JSON.stringify(asked) !== last) [last, once] = [JSON.stringify(asked), api.freshKey()];
    show(faults);
    try {
      go(address(['comparisons', await api.compare(asked, once)]));
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 400) throw error;
      faultList(faults, error);
    }
  });
  return button;
}

function fromSets(run: Run, request: RunRequest, scenario: ScenarioView): HTMLElement {
  const faults = h('div');
  return h('section', { class: 'panel', 'aria-labelledby': 'sets-title' },
    h('h2', { id: 'sets-title' }, 'The scenario’s own policies'),
    h('p', {}, `“${run.name}” comes with ${scenario.policySets.length} sets of policies:`),
    h('ul', {}, scenario.policySets.map(name => h('li', {}, name))),
    faults, starter('Compare these', 'compare-sets', () => request, faults));
}

interface Setting { path: string; value: string }

function ownAlternatives(request: RunRequest, knobs: Knob[]): HTMLElement {
  const fresh = (): Setting => ({ path: knobs[0]?.path ?? '', value: written(knobs[0]?.value ?? null) });
  const alternatives: { name: string; settings: Setting[] }[] = [{ name: 'as it is', settings: [] }, { name: '', settings: [fresh()] }];
  const list = h('ol', { class: 'alternatives' });
  const faults = h('div');
  const add = h('button', { type: 'button', 'data-test': 'add-alternative', on: { click: () => {
    // A further alternative begins as the one before: often only a number differs.
    const { settings } = alternatives.at(-1)!;
    alternatives.push({ name: '', settings: settings.map(setting => ({ ...setting })) });
    draw();
    list.lastElementChild?.querySelector('input')?.focus();
  } } }, 'Add an alternative');
  const draw = (): void => {
    show(list, alternatives.map((one, index) => alternative(one, index)));
    add.hidden = alternatives.length >= mostAlternatives;
  };
  const body = () => comparisonOf(request, alternatives.map(({ name, settings }): Alternative => ({ name, set: settings.map(({ path, value }) => `${path.trim()}=${value.trim()}`).filter(one => !one.startsWith('=')) })));

  function alternative(one: (typeof alternatives)[number], index: number): HTMLElement {
    const name = h('input', { type: 'text', value: one.name, 'aria-label': `Name of alternative ${index + 1}`, placeholder: 'name (made from its settings)', on: { input: () => { one.name = name.value; } } });
    const item = h('li', { class: 'panel' }, h('div', { class: 'row' }, name, index === 0 ? h('span', { class: 'small' }, 'the base: others are set against it') : null,
      index > 1 ? h('button', { type: 'button', class: 'quiet', 'aria-label': `Remove alternative ${index + 1}`, on: { click: () => { alternatives.splice(index, 1); draw(); } } }, 'Remove') : null));
    append(item, one.settings.map((setting, at) => row(one.settings, setting, at)));
    item.append(h('button', { type: 'button', class: 'quiet', on: { click: () => { one.settings.push(fresh()); draw(); } } }, 'Change a setting'));
    return item;
  }

  function row(settings: Setting[], setting: Setting, at: number): HTMLElement {
    const knob = knobs.find(({ path }) => path === setting.path);
    const which = h('select', { 'aria-label': 'Setting', on: { change: () => {
      const chosen = knobs.find(({ path }) => path === which.value);
      setting.path = which.value;
      setting.value = written(chosen?.value ?? null);
      draw();
    } } },
      knobs.map(({ path }) => h('option', { value: path, selected: path === setting.path }, labelOf(path))),
      h('option', { value: '', selected: knob === undefined }, 'another setting …'));
    const path = h('input', { type: 'text', value: setting.path, 'aria-label': 'Path of the setting', placeholder: 'policies.segregation', on: { input: () => { setting.path = path.value; } } });
    const value = knob === undefined
      ? h('input', { type: 'text', value: setting.value, 'aria-label': 'Value', placeholder: '{}', on: { input: event => { setting.value = (event.target as HTMLInputElement).value; } } })
      : knobInput(knob, setting.value, text => { setting.value = text; }, { 'aria-label': `Value of ${labelOf(knob.path)}` });
    return h('div', { class: 'row setting' }, which, knob === undefined ? path : null, value,
      h('button', { type: 'button', class: 'quiet', 'aria-label': 'Remove this setting', on: { click: () => { settings.splice(at, 1); draw(); } } }, '✕'));
  }

  draw();
  return h('section', { class: 'panel', 'aria-labelledby': 'own-title' },
    h('h2', { id: 'own-title' }, 'Alternatives of your own'), list, h('div', { class: 'buttons' }, add), faults,
    starter('Compare', 'compare-start', body, faults));
}
