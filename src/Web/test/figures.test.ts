import { expect, test } from 'vitest';
import { histogramOf } from '../src/figures/histogram';
import { nearest } from '../src/figures/map';
import { lossColour, nothing, stops, ticks, topOf } from '../src/figures/scale';
import { verdict } from '../src/verdict';

test('Every value falls into one bin, the largest into the last', () => {
  const of = histogramOf([0, 0.5, 1, 10.5], 10);
  expect(of).toEqual({ low: 0, high: 10.5, counts: [2, 0, 0, 0, 0, 0, 0, 0, 0, 1].map((many, bin) => bin === 0 ? 3 : many) });
});

test('A few whole numbers get a bin each, and one value alone gets one as well', () => {
  expect(histogramOf([2, 2, 4])).toEqual({ low: 1.5, high: 4.5, counts: [2, 0, 1] });
  expect(histogramOf([7.5, 7.5]).counts.reduce((sum, many) => sum + many)).toBe(2);
  expect(histogramOf([]).counts).toEqual([0]);
});

// Relative luminance as WCAG 2 defines it.
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16) / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

test('Lightness runs one way along the scale, so that hue is not needed to read it', () => {
  for (const isDark of [false, true]) {
    const light = Array.from({ length: 51 }, (_, step) => luminance(lossColour((step + 0.01) / 50.02, 1, isDark)));
    const steps = light.slice(1).map((one, index) => one - light[index]!);
    expect(steps.every(step => isDark ? step > 0 : step < 0)).toBe(true);
  }
});

test('Who lost nothing is grey, who lost all has the end of the scale', () => {
  expect([lossColour(0, 1, false), lossColour(null, 1, false)]).toEqual([nothing(false), nothing(false)]);
  expect(lossColour(0.05, 0.05, false)).toBe(stops(false).at(-1));
  expect(topOf([0.013, null, 0])).toBe(0.02);
  expect(topOf([])).toBe(0.001);
  expect(topOf([1.2])).toBe(1);
});

test('Ticks are round and lie inside', () => {
  expect(ticks(0, 100)).toEqual([0, 50, 100]);
  expect(ticks(-68.8, 0, 5)).toEqual([-60, -40, -20, 0]);
  expect(ticks(3, 3)).toEqual([3]);
});

test('Arrow keys go to the node that lies that way', () => {
  const nodes = [{ x: 0, y: 0 }, { x: 1, y: 0.1 }, { x: 0.2, y: 1 }, { x: 3, y: 0 }];
  expect([nearest(nodes, 0, 1, 0), nearest(nodes, 0, 0, 1), nearest(nodes, 1, 1, 0), nearest(nodes, 0, -1, 0)]).toEqual([1, 2, 3, 0]);
});

test('A difference counts where its interval does not hold zero', () => {
  const of = (difference: number, low: number, high: number, sd = 1) => ({ mean: 1, base_mean: 1, difference, sd_of_difference: sd, ci95: [low, high] as [number, number], replications: 9, better: 0.5 });
  expect(verdict(of(-2, -3, -1), false)).toMatchObject({ word: 'better', shape: '▼' });
  expect(verdict(of(2, 1, 3), false)).toMatchObject({ word: 'worse', shape: '▲' });
  expect(verdict(of(2, -1, 3), false)).toMatchObject({ word: 'no difference can be told', isDifferent: false });
  expect(verdict(of(0, 0, 0, 0), false)).toMatchObject({ word: 'the same' });
  expect(verdict(of(2, 1, 3), true)).toMatchObject({ word: 'more' });
  expect(verdict({ ...of(-2, 0, 0), ci95: null, sd_of_difference: null }, false)).toMatchObject({ word: 'better' });
});
