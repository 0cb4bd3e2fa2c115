import type { Histogram } from '../contract';
import { pictureWidth, svg } from '../dom';
import { count, number } from '../format';
import type { Column } from '../table';
import { ticks } from './scale';

export interface Bin { low: number; high: number; count: number }

export const bins = ({ low, high, counts }: Histogram): Bin[] => {
  const width = (high - low) / counts.length;
  return counts.map((many, index) => ({ low: low + index * width, high: low + (index + 1) * width, count: many }));
};

/** Counts values in bins of equal width; where all are whole and few, a bin a number. */
export function histogramOf(values: readonly number[], most = 24): Histogram {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (values.length === 0) return { low: 0, high: 1, counts: [0] };
  const isWhole = high - low < most && values.every(Number.isInteger);
  if (isWhole) { low -= 0.5; high += 0.5; }
  if (low === high) { high = low + Math.max(1, Math.abs(low) * 0.01); }
  const counts = new Array<number>(isWhole ? Math.round(high - low) : most).fill(0);
  for (const value of values) {
    const bin = Math.min(counts.length - 1, Math.floor((value - low) / (high - low) * counts.length));
    counts[bin]! += 1;
  }
  return { low, high, counts };
}

/** Columns of the table that says the same. */
export const binColumns: Column<Bin>[] = [
  { name: 'from', header: 'From', cell: bin => bin.low, show: bin => number(bin.low), isNumber: true },
  { name: 'to', header: 'To', cell: bin => bin.high, show: bin => number(bin.high), isNumber: true },
  { name: 'replications', header: 'Replications', cell: bin => bin.count, show: bin => count(bin.count), isNumber: true },
];

/** Bars: how many replications fall into each bin. */
export function histogram(of: Histogram, label: string): SVGElement {
  const width = pictureWidth(480), height = 210, left = 48, bottom = 44, top = 10, right = 12;
  const all = bins(of);
  const most = Math.max(1, ...of.counts);
  const x = (value: number): number => left + (value - of.low) / (of.high - of.low) * (width - left - right);
  const y = (many: number): number => height - bottom - many / most * (height - top - bottom);
  return svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'chart small', role: 'img', 'aria-label': `${label}: how many replications` },
    ticks(0, most, 3).filter(Number.isInteger).map(many => [
      svg('line', { x1: left, x2: width - right, y1: y(many), y2: y(many), class: 'grid' }),
      svg('text', { x: left - 6, y: y(many) + 4, class: 'tick end' }, count(many))]),
    all.map(bin => svg('rect', {
      x: x(bin.low) + 0.75, width: Math.max(1, x(bin.high) - x(bin.low) - 1.5), y: y(bin.count), height: height - bottom - y(bin.count), class: 'bar',
    }, svg('title', {}, `${number(bin.low)} to ${number(bin.high)}: ${count(bin.count)}`))),
    svg('line', { x1: left, x2: width - right, y1: y(0), y2: y(0), class: 'axis' }),
    ticks(of.low, of.high).map(value => svg('text', { x: x(value), y: height - bottom + 16, class: 'tick middle' }, number(value))),
    svg('text', { x: (left + width - right) / 2, y: height - 8, class: 'label middle' }, label));
}
