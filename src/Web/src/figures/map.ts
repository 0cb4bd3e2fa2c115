import type { MapNode, NetworkMap } from '../contract';
import { type Child, h, isDark, show } from '../dom';
import { share } from '../format';
import { svgPainter } from './map-svg';
import { lossColour, nothing, stops, topOf } from './scale';

/** What is drawn of a network, the same for every painter. */
export interface Drawing {
  nodes: readonly MapNode[];
  /** In pixels. */
  radii: readonly number[];
  edges: readonly { from: number; to: number; width: number }[];
}

/** How the nodes look at one moment. */
export interface Look {
  colours: readonly string[];
  isFailed: readonly boolean[];
  /** The node chosen, and the one that pointer or arrow keys are on; -1 for none. */
  chosen: number;
  cursor: number;
}

export interface Painter {
  paint: (look: Look) => void;
  /** Nearer with a factor below 1, all of it with null. */
  zoom?: (factor: number | null) => void;
}

export interface Pointing { point: (node: number) => void; choose: (node: number) => void }

/** What nodes lost, as shares, and whether at least half of what a node stands for is in default. */
export interface Losses { shares: readonly (number | null)[]; isFailed: readonly boolean[] }

export interface NetworkFigure { element: HTMLElement; paint: (losses: Losses) => void; choose: (node: number) => void }

export interface Choices {
  describe: (node: number) => Child;
  choose: (node: number) => void;
  /** What a cross on a node says. */
  cross: string;
  /** The end of the colour scale; from the losses painted first unless given. */
  top?: number;
  signal: AbortSignal;
}

/** More edges than this are a grey blot: the largest are drawn. */
export const mostEdges = 3000;

/** The network as a picture to point at, with arrow keys as well, and its legend. */
export function networkFigure(map: NetworkMap, losses: Losses, { describe, choose, cross, top = topOf(losses.shares), signal }: Choices): NetworkFigure {
  const drawing = drawingOf(map);
  const ground = h('div', { class: 'ground' });
  const card = h('div', { class: 'card over', role: 'status', hidden: true });
  const element = h('div', {
    class: 'map', tabindex: 0, role: 'group', 'data-test': 'map',
    'aria-label': 'Map of the network. Arrow keys go from node to node, Enter opens one, plus and minus zoom, 0 shows all.',
    on: { keydown: press },
  }, ground, card);
  let look: Look = { colours: [], isFailed: [], chosen: -1, cursor: -1 };
  let painter: Painter | null = null;

  const repaint = (part: Partial<Look>): void => { look = { ...look, ...part }; painter?.paint(look); };
  const paint = ({ shares, isFailed }: Losses): void => repaint({ colours: shares.map(one => lossColour(one, top, isDark())), isFailed });
  const point = (node: number): void => {
    if (node === look.cursor) return;
    repaint({ cursor: node });
    card.hidden = node < 0;
    if (node >= 0) show(card, describe(node));
  };
  const pointing: Pointing = { point, choose };

  function press(event: KeyboardEvent): void {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key] as [number, number] | undefined;
    if (step !== undefined) point(look.cursor < 0 ? largest(drawing) : nearest(drawing.nodes, look.cursor, step[0], step[1]));
    else if (event.key === 'Enter' && look.cursor >= 0) choose(look.cursor);
    else if (event.key === 'Escape') point(-1);
    else if (event.key === '+' || event.key === '=') painter?.zoom?.(1 / 1.5);
    else if (event.key === '-') painter?.zoom?.(1.5);
    else if (event.key === '0') painter?.zoom?.(null);
    else return;
    event.preventDefault();
  }

  paint(losses);
  void begin();
  printable(ground, drawing, () => look, signal);

  async function begin(): Promise<void> {
    try {
      const { webglPainter } = await import('./map-webgl');
      if (signal.aborted) return;
      painter = webglPainter(ground, drawing, pointing, signal);
    } catch (error) {
      // No WebGL here: a drawing does.
      console.warn('The map is drawn without WebGL.', error);
      ground.replaceChildren();
      painter = svgPainter(ground, drawing, pointing);
    }
    element.dataset.painter = painter.zoom === undefined ? 'svg' : 'webgl';
    painter.paint(look);
  }

  const zoom = (label: string, text: string, factor: number | null): HTMLElement =>
    h('button', { type: 'button', class: 'quiet', 'aria-label': label, title: label, on: { click: () => painter?.zoom?.(factor) } }, text);
  const figure = h('div', { class: 'map-box' }, element,
    h('div', { class: 'zoom' }, zoom('Zoom in', '+', 1 / 1.5), zoom('Zoom out', '−', 1.5), zoom('Show all', '⤢', null)),
    legend(top, cross));
  return { element: figure, paint, choose: node => repaint({ chosen: node }) };
}

/** Circles whose areas go with size, and the largest edges as wide as their amounts. */
function drawingOf(map: NetworkMap): Drawing {
  const most = Math.max(...map.nodes.map(node => node.size), Number.MIN_VALUE);
  const scale = map.nodes.length > 150 ? 10 : 20;
  const edges = map.edges.filter(edge => edge.from !== edge.to).toSorted((a, b) => b.amount - a.amount).slice(0, mostEdges);
  const thickest = edges[0]?.amount || 1;
  return {
    nodes: map.nodes,
    radii: map.nodes.map(node => 3 + scale * Math.sqrt(Math.max(0, node.size) / most)),
    edges: edges.map(({ from, to, amount }) => ({ from, to, width: 0.5 + 4 * Math.sqrt(amount / thickest) })),
  };
}

const largest = ({ radii }: Drawing): number => radii.indexOf(Math.max(...radii));

/** The node that lies next in a direction (y upwards); the same one where there is none. */
export function nearest(nodes: readonly { x: number; y: number }[], from: number, dx: number, dy: number): number {
  const start = nodes[from]!;
  let best = from;
  let least = Infinity;
  nodes.forEach((node, index) => {
    const along = (node.x - start.x) * dx + (node.y - start.y) * dy;
    const across = Math.abs((node.x - start.x) * dy) + Math.abs((node.y - start.y) * dx);
    // What lies beside the way counts as farther than what lies on it.
    const distance = along + 2 * across;
    if (along > 0 && across <= 2 * along && distance < least) {
      least = distance;
      best = index;
    }
  });
  return best;
}

function legend(top: number, cross: string): HTMLElement {
  const bar = h('span', { class: 'ramp' });
  const grey = h('span', { class: 'swatch' });
  bar.style.background = `linear-gradient(to right, ${stops(isDark()).join(', ')})`;
  grey.style.background = nothing(isDark());
  return h('p', { class: 'legend' },
    h('span', {}, grey, ' nothing lost'),
    h('span', {}, 'share of equity lost: over 0 ', bar, ` ${share(top)}${top < 1 ? '' : ' (all)'}`),
    h('span', {}, h('span', { class: 'cross', 'aria-hidden': 'true' }, '✕'), ` ${cross}`),
    h('span', {}, 'larger circle: larger institution; thicker line: larger claim'));
}

// Paper does not show WebGL: a drawing stands in while the page is printed.
function printable(ground: HTMLElement, drawing: Drawing, look: () => Look, signal: AbortSignal): void {
  const paper = h('div', { class: 'paper' });
  addEventListener('beforeprint', () => {
    ground.after(paper);
    svgPainter(paper, drawing, { point: () => {}, choose: () => {} }).paint(look());
  }, { signal });
  addEventListener('afterprint', () => { paper.replaceChildren(); paper.remove(); }, { signal });
}
