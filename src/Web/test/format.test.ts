import { expect, test } from 'vitest';
import { interval, number, seconds, share, signed } from '../src/format';

test.each([
  [0, '0'], [149.4567, '149.5'], [0.05753, '0.05753'], [204705.4, '204,705'], [-1234.5, '−1,235'], [12_345_678, '12.35 million'], [2.5e9, '2.5 billion'],
  [0.00001234, '1.23e−5'], [-7.11e-17, '≈ 0'], [1e300, '1.00e+300'], [null, '–'], [undefined, '–'], [Infinity, 'unlimited'],
])('%s is written %s', (value, text) => expect(number(value)).toBe(text));

test.each([[0, '0 %'], [0.0667, '6.67 %'], [1, '100 %'], [0.00001, 'under 0.01 %'], [-0.5, '−50 %'], [12.345, '1,235 %'], [-1e-15, '≈ 0 %'], [null, '–']])(
  'The share %s is written %s, without a line break', (value, text) => expect(share(value)).toBe(text.replace(/ %$/, '\u00a0%')));

test('Differences have their sign, intervals both ends', () => {
  expect([signed(1.5), signed(-1.5), signed(0), signed(null)]).toEqual(['+1.5', '−1.5', '0', '–']);
  expect(interval([-12.171, 5], signed)).toBe('−12.17 to +5');
  expect(interval(null)).toBe('–');
});

test('Times are told in the unit that fits', () => {
  expect([seconds(0.2), seconds(59), seconds(120), seconds(5400)]).toEqual(['1 second', '59 seconds', '2 minutes', '1.5 hours']);
});
