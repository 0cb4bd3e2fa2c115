import type { Changes, NetworkMap, Path } from './contract';
import type { Losses } from './figures/map';

/** What each node has lost, and how many of its institutions are in default, at one step. */
export interface Moment { loss: number[]; defaults: number[] }

/** The last change of each node up to a step counts; who has not changed has lost nothing. Changes come in order of step. */
export function momentAt({ step, node, loss, defaults }: Changes, nodes: number, at: number): Moment {
  const moment: Moment = { loss: new Array<number>(nodes).fill(0), defaults: new Array<number>(nodes).fill(0) };
  for (let change = 0; change < step.length && step[change]! <= at; change++) {
    moment.loss[node[change]!] = loss[change]!;
    moment.defaults[node[change]!] = defaults[change]!;
  }
  return moment;
}

/** How the map looks at a moment. */
export const lossesAt = ({ loss, defaults }: Moment, map: NetworkMap): Losses => ({
  shares: loss.map((one, node) => map.nodes[node]!.equity ? Math.min(1, one / map.nodes[node]!.equity) : null),
  isFailed: defaults.map((one, node) => one > 0 && one >= map.nodes[node]!.count / 2),
});

/** How the map looks on average over replications. */
export const meanLosses = (map: NetworkMap): Losses => ({
  shares: map.nodes.map(node => node.relativeLoss ?? null),
  isFailed: map.nodes.map(node => (node.defaultProbability ?? 0) >= 0.5),
});

/** Who is in default after a step and was not before it; of groups, how many more. */
export function fallenAt(path: Path, nodes: number, at: number): { node: number; fallen: number }[] {
  const index = path.states.findIndex(state => state.step === at);
  const now = momentAt(path.changes, nodes, at).defaults;
  const before = index <= 0 ? new Array<number>(nodes).fill(0) : momentAt(path.changes, nodes, path.states[index - 1]!.step).defaults;
  return now.flatMap((many, node) => many > before[node]! ? [{ node, fallen: many - before[node]! }] : []);
}
