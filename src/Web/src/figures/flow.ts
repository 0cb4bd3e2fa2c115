import type { Spillover } from '../contract';
import { pictureWidth, svg } from '../dom';
import { number } from '../format';
import { short } from './intervals';

interface Place { name: string; total: number; top: number; height: number }

/** Ribbons from who hurts, on the left, to who is hurt, on the right; as wide as what was lost. */
export function flow(pairs: readonly Spillover[]): SVGElement {
  const width = pictureWidth(640), left = Math.round(width * 0.25), right = width - left, thick = 10;
  const from = places(pairs, pair => pair.from);
  const to = places(pairs, pair => pair.to);
  const height = Math.max(...[from, to].map(side => Math.max(...[...side.values()].map(place => place.top + place.height)))) + 14;
  const used = new Map<Place, number>();
  const take = (place: Place, part: number): number => {
    const at = place.top + (used.get(place) ?? 0);
    used.set(place, (used.get(place) ?? 0) + part);
    return at;
  };
  const unit = scale(pairs);
  const ribbons = pairs.map(pair => {
    const part = pair.loss * unit;
    const a = take(from.get(pair.from)!, part) + part / 2;
    const b = take(to.get(pair.to)!, part) + part / 2;
    const middle = (left + right) / 2;
    return svg('path', {
      d: `M${left + thick},${a} C${middle},${a} ${middle},${b} ${right - thick},${b}`, 'stroke-width': Math.max(1, part), class: 'ribbon',
    }, svg('title', {}, `${pair.from} hurts ${pair.to}: ${number(pair.loss)}`));
  });
  const side = (all: Map<string, Place>, isLeft: boolean): SVGElement[] => [...all.values()].flatMap(place => [
    svg('rect', { x: isLeft ? left : right - thick, y: place.top, width: thick, height: Math.max(2, place.height), class: isLeft ? 'bar giver' : 'bar' }),
    svg('text', { x: isLeft ? left - 8 : right + 8, y: place.top + place.height / 2 + 4, class: isLeft ? 'label end' : 'label' },
      `${short(place.name, width < 500 ? 7 : 14)} · ${number(place.total)}`)]);
  return svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'chart', role: 'img', 'aria-label': 'Who hurt whom: the largest pairs' },
    svg('text', { x: left + thick, y: 12, class: 'tick end' }, 'hurts'), svg('text', { x: right - thick, y: 12, class: 'tick' }, 'is hurt'),
    ribbons, side(from, true), side(to, false));
}

const scale = (pairs: readonly Spillover[]): number => 200 / (pairs.reduce((sum, pair) => sum + pair.loss, 0) || 1);

function places(pairs: readonly Spillover[], name: (pair: Spillover) => string): Map<string, Place> {
  const totals = new Map<string, number>();
  for (const pair of pairs) totals.set(name(pair), (totals.get(name(pair)) ?? 0) + pair.loss);
  const unit = scale(pairs);
  const all = new Map<string, Place>();
  let top = 22;
  for (const [one, total] of totals) {
    const height = total * unit;
    all.set(one, { name: one, total, top, height });
    // A line of text is taller than a thin ribbon.
    top += Math.max(height + 6, 17);
  }
  return all;
}
