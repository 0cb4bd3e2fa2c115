import { expect, test } from 'vitest';
import type { Knob } from '../src/contract';
import { comparisonOf, labelOf, mostAlternatives, parted, roleOf, settings, valuesOf } from '../src/request';

const knob = (path: string, value: Knob['value']): Knob => ({ path, label: path, description: null, type: 'number', value });

test('Only what differs from the scenario is sent', () => {
  const knobs = [knob('run.seed', 5), knob('shocks.0.fraction', 0.2), knob('run.path', true)];
  expect(settings(knobs, new Map([['run.seed', '5'], ['shocks.0.fraction', ' 0.3 '], ['run.path', ''], ['unknown', '1']]))).toEqual(['shocks.0.fraction=0.3']);
});

test('Settings are parted at the first equals sign', () => {
  expect([...valuesOf(['a.b=1', 'c={ x: "y=z" }', 'none', '=1'])]).toEqual([['a.b', '1'], ['c', '{ x: "y=z" }']]);
});

test('Shocks, the mechanism and policies come first, then replications and seed; the rest waits', () => {
  const knobs = ['run.tolerance', 'run.seed', 'run.replications', 'policies.reserveFund.ratio', 'channels.solvency.alpha', 'shocks.0.fraction', 'shocks.0.at'].map(path => knob(path, 1));
  const { main, rest } = parted(knobs);
  expect(main.map(({ path }) => path)).toEqual(['shocks.0.fraction', 'channels.solvency.alpha', 'policies.reserveFund.ratio', 'run.seed', 'run.replications']);
  expect(rest.map(({ path }) => path)).toEqual(['run.tolerance', 'shocks.0.at']);
});

test('However many shocks there are, seed and replications stay among the first', () => {
  const { main } = parted([...Array.from({ length: 30 }, (_, index) => knob(`shocks.${index}.amount`, 1)), knob('run.replications', 1)]);
  expect(main).toHaveLength(12);
  expect(main.at(-1)?.path).toBe('run.replications');
});

test('Alternatives without a name are called after their settings, and the base has none', () => {
  const body = comparisonOf({ shipped: 'x', set: ['run.seed=2'] }, [{ name: '', set: [] }, { name: ' ', set: ['policies.reserveFund.ratio=0.1', ' '] }, { name: 'mine', set: ['b=2'] }]);
  expect(body).toEqual({ shipped: 'x', set: ['run.seed=2'], alternatives: [{ name: 'as it is', set: [] }, { name: 'reserve fund: ratio 0.1', set: ['policies.reserveFund.ratio=0.1'] }, { name: 'mine', set: ['b=2'] }] });
  expect(comparisonOf({}, Array.from({ length: 9 }, () => ({ name: 'x', set: [] }))).alternatives).toHaveLength(mostAlternatives);
});

test('What a file is stands in the scenario, else in its name', () => {
  const yaml = 'network: { files: { institutions: data/banks.csv, exposures: "claims.csv" } }\n';
  expect(roleOf('banks.csv', yaml)).toBe('institutions');
  expect(roleOf('claims.csv', yaml)).toBe('exposures');
  expect(roleOf('holdings-in-trust.csv', yaml)).toBe('holdings');
  expect(roleOf('other.csv', yaml)).toBeNull();
});

test.each([['shocks.0.recoveryRate', 'shock 1: recovery rate'], ['policies.lenderOfLastResort.haircut', 'lender of last resort: haircut'],
  ['channels.solvency.alpha', 'solvency: alpha'], ['run.seed', 'seed'], ['run.maxRounds', 'max rounds'], ['channels.market.assets.0.impact', 'market: assets 0 impact']])(
  '%s is called "%s"', (path, label) => expect(labelOf(path)).toBe(label));
