import * as api from '../api';
import { Problem } from '../api';
import type { Fault, RunRequest, ScenarioItem, ScenarioView } from '../contract';
import { h, show } from '../dom';
import { count, plural } from '../format';
import { parted, type Role, roleOf, roles, settings, spaced, valuesOf } from '../request';
import { address, changed, format, note } from '../router';
import { action, announce } from '../shell';
import type { View } from '../view';
import { faultList, type WayTo } from './faults';
import { knobField } from './knobs';
import { requestOf } from './run-request';

/** What the person gave of their own; kept while they look elsewhere on the page. */
const own: { yaml: string; files: { file: File; role: Role | null }[]; network: string | null } = { yaml: '', files: [], network: null };

/** Choose a scenario or bring one, see what it is, turn its knobs, check it, start it. */
export const startView: View = async ({ outlet, address: first, signal }) => {
  let at = first;
  const items = await api.scenarios(signal);
  const values = valuesOf(at.query.getAll('set'));
  const about = h('div', { class: 'scenario' });
  const chosen = at.query.get('scenario');
  const from = at.query.get('from');
  const list = h('ul', { class: 'choices' });
  const search = h('input', { type: 'search', id: 'scenario-search', 'data-test': 'scenario-search', on: { input: () => drawList() } });

  show(outlet,
    h('h1', {}, 'Start a run'),
    h('p', { class: 'lead' }, 'Choose who is hit and by what, and see how distress travels: who fails, who loses how much, and why.'),
    h('div', { class: 'start' },
      h('section', { 'aria-labelledby': 'choose-title' },
        h('h2', { id: 'choose-title' }, '1. Choose a scenario'),
        h('p', {}, h('a', { href: format(address(['start'], { scenario: 'own' })), 'data-test': 'upload', 'aria-current': chosen === 'own' ? 'true' : null }, 'Bring your own scenario')),
        h('div', { class: 'field' }, h('label', { for: 'scenario-search' }, `Search ${plural(items.length, 'scenario')}`), search), list),
      h('section', { 'aria-label': 'The scenario' }, about)));
  drawList();
  if (from !== null) await again(from);
  else if (chosen === 'own') upload(own.yaml);
  else if (chosen !== null) await shipped(chosen);
  else show(about, h('p', { class: 'hint' }, 'The scenario you choose is shown here, with the settings that matter most.'));

  function drawList(): void {
    const words = search.value.toLowerCase().split(/\s+/);
    const found = items.filter(item => words.every(word => `${item.id} ${item.name} ${item.description ?? ''}`.toLowerCase().includes(word)));
    show(list, found.map(item => h('li', {}, choice(item, item.id === chosen))), found.length === 0 ? h('li', {}, 'None has these words.') : null);
  }

  async function shipped(id: string): Promise<void> {
    const scenario = await api.scenario(id, signal);
    settingsForm(scenario, set => ({ shipped: id, ...(set.length > 0 ? { set } : {}) }));
  }

  async function again(run: string): Promise<void> {
    const { scenario = '', network } = await requestOf(await api.oneRun(run, signal));
    own.yaml = scenario;
    own.network = network ?? null;
    upload(scenario);
  }

  function settingsForm(scenario: ScenarioView, request: (set: string[]) => RunRequest): void {
    show(about, described(scenario), knobs(scenario, request));
  }

  function knobs(scenario: ScenarioView, request: (set: string[]) => RunRequest): HTMLElement {
    const { main, rest } = parted(scenario.knobs);
    const faults = h('div');
    const said = h('p', { class: 'small', role: 'status' });
    const name = h('input', { type: 'text', id: 'run-name', placeholder: scenario.name });
    const asked = (): RunRequest => ({ ...request(settings(scenario.knobs, values)), ...(name.value.trim() === '' ? {} : { name: name.value.trim() }) });
    const field = (knob: ScenarioView['knobs'][number]): HTMLElement => knobField(knob, values.get(knob.path), value => {
      values.set(knob.path, value);
      at = changed(at, { set: settings(scenario.knobs, values) });
      note(at);
    });
    const check = h('button', { type: 'button', 'data-test': 'check-button' }, 'Check');
    action(check, () => guarded(faults, async () => {
      const view = await api.check(asked());
      show(said, `Nothing is wrong: ${sizes(view)}.`);
      announce('Nothing is wrong.');
    }, said, toKnob));
    const start = h('button', { type: 'button', class: 'main', 'data-test': 'start-button' }, 'Start');
    let last = '';
    let once = '';
    action(start, () => guarded(faults, async () => {
      const body = asked();
      // The same request again is the same run, should an answer have been lost.
      if (JSON.stringify(body) !== last) [last, once] = [JSON.stringify(body), api.freshKey()];
      location.hash = format(address(['runs', await api.start(body, once)]));
      once = api.freshKey();
    }, said, toKnob));
    return h('form', { on: { submit: event => { event.preventDefault(); start.click(); } } },
      h('h2', {}, '2. Settings'),
      h('div', { class: 'knobs' }, main.map(field)),
      h('details', {}, h('summary', {}, `More settings (${rest.length + 1})`),
        h('div', { class: 'knobs' }, h('div', { class: 'field knob' }, h('label', { for: 'run-name' }, 'Name of the run'), name), rest.map(field)),
        h('details', {}, h('summary', {}, 'The scenario file'), h('pre', { tabindex: 0 }, scenario.yaml))),
      h('h2', {}, '3. Start'), faults,
      h('div', { class: 'buttons' }, start, check), said);
  }

  function upload(yaml: string): void {
    const text = h('textarea', { id: 'own-yaml', rows: 14, spellcheck: 'false', 'data-test': 'upload-yaml', on: { input: () => { own.yaml = text.value; } } });
    text.value = yaml;
    const picker = h('input', { type: 'file', id: 'own-files', multiple: true, accept: '.yaml,.yml,.csv', 'data-test': 'upload-files', on: { change: () => void take() } });
    const files = h('div');
    const faults = h('div');
    const ready = h('div');
    const read = h('button', { type: 'button', class: 'main', 'data-test': 'upload-read' }, 'Read the scenario');
    const goTo: WayTo = fault => toLine(text, fault);
    action(read, () => guarded(faults, async () => {
      show(ready);
      if (own.files.length > 0) own.network = (await api.addNetwork(formOf(own.files))).id;
      const request: RunRequest = { scenario: text.value, ...(own.network === null ? {} : { network: own.network }) };
      const scenario = await api.check(request);
      show(ready, described(scenario), knobs(scenario, set => ({ ...request, scenario: text.value, ...(set.length > 0 ? { set } : {}) })));
    }, null, goTo));

    async function take(): Promise<void> {
      for (const file of picker.files ?? []) {
        if (/\.ya?ml$/i.test(file.name)) own.yaml = text.value = await file.text();
        else own.files = [...own.files.filter(other => other.file.name !== file.name), { file, role: null }];
      }
      for (const one of own.files) one.role ??= roleOf(one.file.name, text.value);
      drawFiles();
    }
    function drawFiles(): void {
      show(files, own.files.length === 0 ? (own.network === null ? null : h('p', {}, 'The network is on the server already.'))
        : h('ul', { class: 'own-files' }, own.files.map((one, index) => {
          const role = h('select', { 'aria-label': `What ${one.file.name} is`, on: { change: () => { one.role = role.value === '' ? null : role.value as Role; } } },
            h('option', { value: '' }, 'leave out'), roles.map(name => h('option', { value: name, selected: name === one.role }, name)));
          return h('li', {}, one.file.name, ' is ', role, ' ', h('button', { type: 'button', class: 'quiet', 'aria-label': `Remove ${one.file.name}`, on: { click: () => { own.files.splice(index, 1); drawFiles(); } } }, '✕'));
        })));
    }
    drawFiles();
    show(about,
      h('h2', {}, 'Your own scenario'),
      h('p', {}, 'A scenario file (YAML), and the CSV files of its network where it names some. ', h('a', { href: './schema' }, 'Schema of scenarios')),
      h('div', { class: 'field' }, h('label', { for: 'own-files' }, 'Files'), picker), files,
      h('div', { class: 'field' }, h('label', { for: 'own-yaml' }, 'Scenario'), text),
      faults, h('div', { class: 'buttons' }, read), ready);
  }
};

const choice = (item: ScenarioItem, isChosen: boolean): HTMLElement =>
  h('a', { href: format(address(['start'], { scenario: item.id })), 'data-test': 'start-scenario', 'data-id': item.id, 'aria-current': isChosen ? 'true' : null },
    h('b', {}, item.name), item.hasPolicySets ? h('span', { class: 'tag' }, 'policies to compare') : null, h('span', { class: 'small' }, item.description ?? ''));

const sizes = (scenario: ScenarioView): string =>
  `${plural(scenario.institutions, 'institution')}, ${plural(scenario.exposures, 'exposure')}, ${plural(scenario.replications, 'replication')}`;

function described(scenario: ScenarioView): HTMLElement {
  const facts: [string, string][] = [
    ['Network', `${plural(scenario.institutions, 'institution')}, ${plural(scenario.exposures, 'exposure')}${scenario.groups > 1 ? `, ${count(scenario.groups)} groups` : ''}`],
    ['Who', scenario.kinds.map(({ kind, count: many }) => plural(many, kind)).join(', ')],
    ['Mechanism', scenario.mechanism],
    ...(scenario.periods > 1 ? [['Periods', count(scenario.periods)] as [string, string]] : []),
    ['Replications', count(scenario.replications)],
    ['Policies in force', scenario.policies.map(spaced).join(', ') || 'none'],
    ...(scenario.policySets.length > 0 ? [['Policies to compare', scenario.policySets.join(', ')] as [string, string]] : []),
  ];
  return h('div', { 'data-test': 'scenario-about' },
    h('h2', {}, scenario.name),
    scenario.description ? h('p', { class: 'lead' }, scenario.description) : null,
    h('dl', {}, facts.map(([name, text]) => [h('dt', {}, name), h('dd', {}, text)])));
}

/** Runs what the person asked for; what is wrong with it is listed where they are. */
async function guarded(box: HTMLElement, work: () => Promise<void>, said: HTMLElement | null, goTo: WayTo): Promise<void> {
  show(box);
  if (said !== null) show(said);
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Problem) || ![400, 413, 422].includes(error.status)) throw error;
    faultList(box, error, goTo);
  }
}

/** To the line of the scenario in which a fault is. */
function toLine(text: HTMLTextAreaElement, { file, line, column }: Fault): (() => void) | null {
  if (!/\.ya?ml$/i.test(file)) return null;
  return () => {
    const lines = text.value.split('\n');
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    text.focus();
    text.setSelectionRange(start + column - 1, start + (lines[line - 1]?.length ?? 0));
  };
}

/** To the field of the setting in which a fault is: faults of settings are told as of the option `--set path=value`. */
const toKnob: WayTo = ({ file }) => {
  const path = /^--set ([^=]+)=/.exec(file)?.[1];
  const field = path === undefined ? null : document.querySelector<HTMLElement>(`[data-test="knob"][data-path="${CSS.escape(path)}"]`);
  return field === null ? null : () => {
    const more = field.closest('details');
    if (more !== null) more.open = true;
    field.focus();
  };
};

function formOf(files: { file: File; role: Role | null }[]): FormData {
  const form = new FormData();
  for (const { file, role } of files) if (role !== null) form.append(role, file, file.name);
  return form;
}
