import { svg } from '../dom';
import type { Drawing, Painter, Pointing } from './map';
import { isPale } from './scale';

const width = 1000, height = 640, margin = 50;

/** Draws the network as SVG: where there is no WebGL, and on paper. */
export function svgPainter(ground: HTMLElement, { nodes, radii, edges }: Drawing, { point, choose }: Pointing): Painter {
  const place = placer(nodes);
  const circles = nodes.map((node, index) => {
    const [cx, cy] = place(node);
    return svg('circle', { cx, cy, r: radii[index], class: 'node', on: {
      mouseenter: () => point(index), mouseleave: () => point(-1), click: () => choose(index),
    } });
  });
  const marks = svg('g', { class: 'marks' });
  ground.append(svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'network', 'aria-hidden': 'true' },
    edges.map(({ from, to, width }) => {
      const [x1, y1] = place(nodes[from]!);
      const [x2, y2] = place(nodes[to]!);
      return svg('line', { x1, y1, x2, y2, 'stroke-width': width, class: 'edge' });
    }),
    circles, marks,
    named(radii).map(index => {
      const [x, y] = place(nodes[index]!);
      return svg('text', { x: x + radii[index]! + 3, y: y + 4, class: 'label' }, nodes[index]!.label);
    })));
  return {
    paint: ({ colours, isFailed, chosen, cursor }) => {
      circles.forEach((circle, index) => circle.setAttribute('fill', colours[index] ?? 'none'));
      marks.replaceChildren();
      nodes.forEach((node, index) => {
        const [x, y] = place(node);
        if (isFailed[index]) marks.append(svg('path', { d: cross(x, y, radii[index]! * 0.55), class: isPale(colours[index]!) ? 'fallen on-pale' : 'fallen' }));
        if (index === chosen || index === cursor) marks.append(svg('circle', { cx: x, cy: y, r: radii[index]! + 3, class: 'ring' }));
      });
    },
  };
}

const cross = (x: number, y: number, arm: number): string => `M${x - arm},${y - arm}l${2 * arm},${2 * arm}m${-2 * arm},0l${2 * arm},${-2 * arm}`;

/** The nodes that have their names written beside them: the largest. */
const named = (radii: readonly number[]): number[] =>
  radii.map((_, index) => index).toSorted((a, b) => radii[b]! - radii[a]!).slice(0, 40);

/** Fits all nodes into the picture; y runs downwards there. */
function placer(nodes: Drawing['nodes']): (node: { x: number; y: number }) => [number, number] {
  const xs = nodes.map(node => node.x);
  const ys = nodes.map(node => node.y);
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((width - 2 * margin) / (right - left || 1), (height - 2 * margin) / (high - low || 1));
  return ({ x, y }) => [width / 2 + (x - (left + right) / 2) * scale, height / 2 - (y - (low + high) / 2) * scale];
}
