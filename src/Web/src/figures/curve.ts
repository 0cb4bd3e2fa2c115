import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { colour, h } from '../dom';
import { number } from '../format';

export interface Line { label: string; values: (number | null)[]; colour: string; dash?: number[]; axis: 'left' | 'right' }

export interface Curve { element: HTMLElement; at: (step: number) => void }

/** Lines over steps, with a line at the step that is looked at; a press on the picture chooses a step. */
export function curve(label: string, steps: number[], lines: Line[], signal: AbortSignal, choose?: (step: number) => void): Curve {
  const element = h('div', { class: 'curve', role: 'img', 'aria-label': label });
  let step: number | null = null;
  const ink = colour('ink-soft');
  const axis = { stroke: ink, grid: { stroke: colour('line'), width: 1 }, ticks: { stroke: colour('line'), width: 1 }, font: '12px system-ui, sans-serif' };
  const values = (_: uPlot, splits: number[]): string[] => splits.map(number);
  const has = (side: string): boolean => lines.some(line => line.axis === side);
  const plot = new uPlot({
    width: 300, height: 240,
    scales: { x: { time: false } },
    legend: { show: true, live: true },
    cursor: { drag: { x: false, y: false } },
    axes: [
      { ...axis, values, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000] },
      { ...axis, scale: 'left', values, size: 74, show: has('left') },
      { ...axis, scale: 'right', side: 1, values, size: 74, grid: { show: false }, show: has('right') },
    ],
    series: [
      { label: 'Step', value: (_: uPlot, step: number | null) => number(step) },
      ...lines.map(line => ({
        label: line.label, scale: line.axis, stroke: line.colour, width: 2, ...(line.dash ? { dash: line.dash } : {}),
        points: { show: steps.length < 60, size: 6, fill: line.colour }, value: (_: uPlot, value: number | null) => number(value),
      })),
    ],
    hooks: {
      draw: [plot => {
        if (step === null) return;
        const x = Math.round(plot.valToPos(step, 'x', true));
        plot.ctx.save();
        plot.ctx.strokeStyle = colour('ink');
        plot.ctx.lineWidth = 2 * devicePixelRatio;
        plot.ctx.beginPath();
        plot.ctx.moveTo(x, plot.bbox.top);
        plot.ctx.lineTo(x, plot.bbox.top + plot.bbox.height);
        plot.ctx.stroke();
        plot.ctx.restore();
      }],
    },
  }, [steps, ...lines.map(line => line.values)], element);
  plot.over.addEventListener('click', () => {
    const index = plot.cursor.idx;
    if (choose !== undefined && index !== null && index !== undefined) choose(steps[index]!);
  });
  const size = new ResizeObserver(() => { if (element.clientWidth > 0) plot.setSize({ width: element.clientWidth, height: 240 }); });
  size.observe(element);
  signal.addEventListener('abort', () => { size.disconnect(); plot.destroy(); });
  return { element, at: to => { step = to; plot.redraw(false); } };
}
