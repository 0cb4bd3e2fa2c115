import { expect, test } from 'vitest';
import { address, changed, format, parse, whole } from '../src/router';

test('An address is the same after it was written and read', () => {
  const to = address(['runs', 'a b/ü', 'where'], { group: 'retail & co', select: 'B#1', empty: '', none: null });
  expect(format(to)).toBe('#/runs/a%20b%2F%C3%BC/where?group=retail+%26+co&select=B%231');
  expect(parse(format(to)).path).toEqual(to.path);
  expect(parse(format(to)).query.toString()).toBe(to.query.toString());
});

test('An address typed by hand is read as far as it goes', () => {
  expect(parse('').path).toEqual([]);
  expect(parse('#runs//x/').path).toEqual(['runs', 'x']);
  expect(parse('#/runs/50%').path).toEqual(['runs', '50%']);
});

test('A part of the query is changed, repeated or taken away, and the rest stays', () => {
  const from = parse('#/start?scenario=a&set=x%3D1');
  expect(format(changed(from, { set: ['y=2', 'z={a: b}'] }))).toBe('#/start?scenario=a&set=y%3D2&set=z%3D%7Ba%3A+b%7D');
  expect(format(changed(from, { scenario: null, set: [] }))).toBe('#/start');
  expect(format(from)).toBe('#/start?scenario=a&set=x%3D1');
});

test('A step that is no whole number counts as not given', () => {
  expect(whole(parse('#/?step=12').query, 'step')).toBe(12);
  for (const wrong of ['', '-1', '1.5', 'abc', '99999999999']) expect(whole(parse(`#/?step=${wrong}`).query, 'step')).toBeNull();
});
