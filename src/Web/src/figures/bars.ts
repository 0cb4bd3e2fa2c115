import { pictureWidth, svg } from '../dom';
import { number } from '../format';
import { short } from './intervals';

/** One bar a row, to the left of the line where it is below zero. */
export function bars(rows: readonly { name: string; value: number }[], label: string): SVGElement {
  const width = pictureWidth(640), left = Math.max(165, Math.round(width * 0.34)), right = 70, line = 28;
  const height = rows.length * line + 8;
  const high = Math.max(0, ...rows.map(row => row.value));
  // What rounding leaves below zero needs no room.
  const lowest = Math.min(0, ...rows.map(row => row.value));
  const low = lowest < -1e-6 * high ? lowest : 0;
  // Numbers stand to the right of bars, and those below zero need room on the left as well.
  const start = left + (low < 0 ? 70 : 0);
  const x = (value: number): number => start + (value - low) / (high - low || 1) * (width - start - right);
  return svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'chart', role: 'img', 'aria-label': label },
    rows.map((row, index) => {
      const y = index * line + 6;
      const isBelow = row.value < 0 && low < 0;
      return [
        svg('text', { x: left - 12, y: y + 15, class: 'label end' }, short(row.name, Math.floor(left / 7.2))),
        svg('rect', { x: Math.min(x(0), x(row.value)), width: Math.abs(x(row.value) - x(0)), y, height: line - 8, class: 'bar' }),
        svg('text', { x: x(row.value) + (isBelow ? -6 : 6), y: y + 15, class: isBelow ? 'tick end' : 'tick' }, number(row.value))];
    }),
    svg('line', { x1: x(0), x2: x(0), y1: 2, y2: height - 2, class: 'axis' }));
}
