import type { Alternative, ComparisonRequest, Knob, RunRequest } from './contract';

/** What of a scenario the person set, by path, as typed. */
export type Values = ReadonlyMap<string, string>;

/** A knob's value as its field shows it. */
export const written = (value: Knob['value']): string => value === null ? '' : String(value);

/** The settings that differ from the scenario's own, as the command line takes them. */
export const settings = (knobs: readonly Knob[], values: Values): string[] =>
  knobs.flatMap(({ path, value }) => {
    const typed = values.get(path)?.trim();
    return typed === undefined || typed === '' || typed === written(value) ? [] : [`${path}=${typed}`];
  });

/** Settings by path; the value is all that follows the first `=`. */
export const valuesOf = (set: readonly string[]): Map<string, string> =>
  new Map(set.flatMap(one => {
    const equals = one.indexOf('=');
    return equals <= 0 ? [] : [[one.slice(0, equals).trim(), one.slice(equals + 1).trim()]];
  }));

/** What a setting is called: `shocks.0.recoveryRate` is "shock 1: recovery rate", `policies.reserveFund.ratio` "reserve fund: ratio". */
export function labelOf(path: string): string {
  const [first = '', second = '', ...rest] = path.split('.').map(spaced);
  if (first === 'run') return [second, ...rest].join(' ');
  const owner = first === 'shocks' && /^\d+$/.test(second) ? `shock ${Number(second) + 1}` : second;
  return rest.length === 0 ? `${first}: ${second}` : `${owner}: ${rest.join(' ')}`;
}

/** `lenderOfLastResort` as people write it. */
export const spaced = (name: string): string => name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);

/** How many knobs are shown before "more settings". */
const mostMain = 12;

// Seed and replications come last: how a shock, a mechanism or a policy is set says more.
const ranks: [RegExp, number][] = [
  [/^run\.(replications|seed)$/, 3],
  [/^shocks\.\d+\.(fraction|amount|probability|correlation|recovery|loss|price|size)\b/, 0],
  [/^channels\.solvency\.(alpha|beta|recovery|lossGivenDefault|threshold|failureCost|integration)$/, 1],
  [/^policies\./, 2],
];

/** Parts knobs into the few that matter most and the rest, each in the scenario's order. */
export function parted(knobs: readonly Knob[]): { main: Knob[]; rest: Knob[] } {
  // Of policies their sizes: what switches details on and off waits.
  const isDetail = (knob: Knob): boolean => knob.path.startsWith('policies.') && knob.type !== 'number';
  const rank = (knob: Knob): number => isDetail(knob) ? 9 : ranks.find(([path]) => path.test(knob.path))?.[1] ?? 9;
  const always = knobs.filter(knob => rank(knob) === 3);
  const chosen = knobs.filter(knob => rank(knob) < 3).toSorted((a, b) => rank(a) - rank(b)).slice(0, mostMain - always.length);
  const main = [...chosen, ...always];
  return { main, rest: knobs.filter(knob => !main.includes(knob)) };
}

/** Most alternatives of a comparison, the base included. */
export const mostAlternatives = 6;

/** A setting in words: `policies.reserveFund.ratio=0.1` is "reserve fund: ratio 0.1". */
const spoken = (setting: string): string => {
  const equals = setting.indexOf('=');
  return `${labelOf(setting.slice(0, equals))} ${setting.slice(equals + 1)}`;
};

/** A comparison of alternatives on one scenario; what has no setting is the scenario as it is. */
export const comparisonOf = (request: RunRequest, alternatives: readonly Alternative[]): ComparisonRequest => ({
  ...request,
  alternatives: alternatives.slice(0, mostAlternatives).map((alternative, index) => {
    const set = alternative.set.filter(one => one.trim() !== '');
    return { name: alternative.name.trim() || set.map(spoken).join(', ') || (index === 0 ? 'as it is' : `alternative ${index}`), set };
  }),
});

/** The files that a network is made of, as `POST /networks` calls them. */
export const roles = ['institutions', 'exposures', 'holdings', 'features', 'payments'] as const;

export type Role = (typeof roles)[number];

/** Which part of the network a file is: what the scenario calls it, else what its name says. */
export function roleOf(fileName: string, yaml: string): Role | null {
  const named = roles.find(role =>
    new RegExp(`\\b${role}:\\s*["']?([^\\s,}"']*/)?${fileName.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}["']?(?=[\\s,}]|$)`, 'm').test(yaml));
  return named ?? roles.find(role => fileName.toLowerCase().startsWith(role)) ?? null;
}
