import { pictureWidth, svg } from '../dom';
import { signed } from '../format';
import { ticks } from './scale';

export interface Interval { name: string; value: number; low: number; high: number; isSure: boolean }

/** Differences with their intervals around a line at zero; a filled dot where the interval does not hold zero. */
export function intervals(rows: readonly Interval[], label: string): SVGElement {
  const width = pictureWidth(640), left = Math.max(130, Math.round(width * 0.31)), right = 24, line = 34, bottom = 48;
  const height = rows.length * line + bottom + 8;
  const low = Math.min(0, ...rows.map(row => row.low));
  const high = Math.max(0, ...rows.map(row => row.high));
  const span = high - low || 1;
  const x = (value: number): number => left + (value - low + span * 0.03) / (span * 1.06) * (width - left - right);
  return svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'chart', role: 'img', 'aria-label': label },
    ticks(low, high, width < 500 ? 3 : 5).map(value => [
      svg('line', { x1: x(value), x2: x(value), y1: 4, y2: height - bottom, class: value === 0 ? 'axis' : 'grid' }),
      svg('text', { x: x(value), y: height - bottom + 16, class: 'tick middle' }, signed(value))]),
    rows.map((row, index) => {
      const y = index * line + line / 2 + 4;
      return svg('g', {},
        svg('title', {}, `${row.name}: ${signed(row.value)} (${signed(row.low)} to ${signed(row.high)})`),
        svg('text', { x: left - 12, y: y + 4, class: 'label end' }, short(row.name, Math.floor(left / 7.4))),
        svg('line', { x1: x(row.low), x2: x(row.high), y1: y, y2: y, class: 'whisker' }),
        svg('circle', { cx: x(row.value), cy: y, r: 5.5, class: row.isSure ? 'dot' : 'dot open' }));
    }),
    svg('text', { x: (left + width - right) / 2, y: height - 10, class: 'label middle' }, label));
}

export const short = (text: string, most: number): string => text.length <= most ? text : `${text.slice(0, most - 1)}…`;
