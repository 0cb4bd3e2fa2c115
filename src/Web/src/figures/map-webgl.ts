import Graph from 'graphology';
import Sigma from 'sigma';
import { colour, h } from '../dom';
import type { NodeLabelDrawingFunction } from 'sigma/rendering';
import type { Drawing, Look, Painter, Pointing } from './map';
import { isPale } from './scale';

/** Draws the network with sigma; outlines, crosses and rings lie on a canvas of their own above it. Throws where there is no WebGL. */
export function webglPainter(ground: HTMLElement, { nodes, radii, edges }: Drawing, { point, choose }: Pointing, signal: AbortSignal): Painter {
  const graph = new Graph({ type: 'directed', multi: true });
  nodes.forEach((node, index) => graph.addNode(index, { x: node.x, y: node.y, size: radii[index], label: node.label }));
  // Few edges are easily seen, many soon cover the nodes.
  const ink = colour(edges.length <= 150 ? 'edge-few' : edges.length <= 800 ? 'edge' : 'edge-many');
  const own = colour('edge-own');
  for (const { from, to, width } of edges) graph.addDirectedEdge(from, to, { size: width, color: ink });

  let look: Look = { colours: [], isFailed: [], chosen: -1, cursor: -1 };
  const sigma = new Sigma(graph, ground, {
    allowInvalidContainer: true,
    defaultEdgeType: edges.length <= 400 ? 'arrow' : 'line',
    labelColor: { color: colour('ink') }, labelFont: 'system-ui, sans-serif', labelSize: 12,
    labelRenderedSizeThreshold: nodes.length > 150 ? 9 : nodes.length > 40 ? 5 : 0,
    stagePadding: 36, hideEdgesOnMove: edges.length > 2000, zIndex: true,
    defaultDrawNodeLabel: drawLabel,
    // Rings and the card say what the pointer is on.
    defaultDrawNodeHover: () => {},
    nodeReducer: (node, data) => ({ ...data, color: look.colours[Number(node)] ?? ink, forceLabel: Number(node) === look.chosen || Number(node) === look.cursor }),
    // Of a chosen node the own edges stand out.
    edgeReducer: (edge, data) => look.chosen >= 0 && graph.hasExtremity(edge, look.chosen) ? { ...data, color: own, zIndex: 1 } : data,
  });
  sigma.on('enterNode', ({ node }) => { ground.style.cursor = 'pointer'; point(Number(node)); });
  sigma.on('leaveNode', () => { ground.style.cursor = ''; point(-1); });
  sigma.on('clickNode', ({ node }) => choose(Number(node)));
  // The wheel scrolls the page, and zooms once the map was pressed or Ctrl is held.
  ground.addEventListener('wheel', event => {
    if (!event.ctrlKey && !ground.parentElement!.contains(document.activeElement)) event.stopPropagation();
  }, { capture: true, signal });

  const marks = h('canvas', { class: 'marks' });
  ground.append(marks);
  sigma.on('afterRender', () => drawMarks(sigma, marks, nodes, radii, look));
  signal.addEventListener('abort', () => sigma.kill());

  const camera = sigma.getCamera();
  const duration = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150;
  return {
    paint: next => { look = next; sigma.refresh({ skipIndexation: true }); },
    zoom: factor => void camera.animate(factor === null ? { x: 0.5, y: 0.5, ratio: 1 } : { ratio: camera.ratio * factor }, { duration }),
  };
}

// To the right of the node, or to its left where the picture ends.
const drawLabel: NodeLabelDrawingFunction = (ink, { label, x, y, size }, settings) => {
  if (!label) return;
  ink.fillStyle = settings.labelColor.color ?? '';
  ink.font = `${settings.labelSize}px ${settings.labelFont}`;
  const width = ink.measureText(label).width;
  const isAtEdge = x + size + 3 + width > ink.canvas.clientWidth;
  ink.fillText(label, isAtEdge ? x - size - 3 - width : x + size + 3, y + settings.labelSize / 3);
};

function drawMarks(sigma: Sigma, canvas: HTMLCanvasElement, nodes: Drawing['nodes'], radii: readonly number[], { colours, isFailed, chosen, cursor }: Look): void {
  const { width, height } = sigma.getDimensions();
  const density = devicePixelRatio || 1;
  canvas.width = width * density;
  canvas.height = height * density;
  const ink = canvas.getContext('2d')!;
  ink.scale(density, density);
  ink.lineCap = 'round';
  const [outline, dark] = [colour('line-strong'), colour('ink')];
  const circle = (x: number, y: number, radius: number, style: string, width: number): void => {
    ink.beginPath();
    ink.arc(x, y, radius, 0, 2 * Math.PI);
    ink.strokeStyle = style;
    ink.lineWidth = width;
    ink.stroke();
  };
  nodes.forEach((node, index) => {
    const { x, y } = sigma.graphToViewport(node);
    const radius = sigma.scaleSize(radii[index]!);
    // Pale nodes would fade into the ground without an outline.
    circle(x, y, radius, outline, 1);
    if (index === chosen || index === cursor) circle(x, y, radius + 3, dark, index === chosen ? 3 : 1.5);
    if (isFailed[index]) drawCross(ink, x, y, radius, colours[index]!);
  });
}

function drawCross(ink: CanvasRenderingContext2D, x: number, y: number, radius: number, on: string): void {
  const arm = radius * 0.55;
  ink.strokeStyle = isPale(on) ? '#14161a' : '#ffffff';
  ink.lineWidth = radius < 6 ? 1.3 : 2;
  ink.beginPath();
  ink.moveTo(x - arm, y - arm);
  ink.lineTo(x + arm, y + arm);
  ink.moveTo(x - arm, y + arm);
  ink.lineTo(x + arm, y - arm);
  ink.stroke();
}
