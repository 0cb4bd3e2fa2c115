import { expect, test } from 'vitest';
import type { MapNode, NetworkMap, Path } from '../src/contract';
import { fallenAt, lossesAt, momentAt } from '../src/steps';

// A loses 10 at the shock and 20 by round 2, where it fails; B, a group of four, loses 5 in round 1 and two of it fail then, a third in round 2.
const path: Path = {
  replication: 0, steps: 'rounds',
  states: [{ step: 0, defaults: 0, loss: 10 }, { step: 1, defaults: 2, loss: 15 }, { step: 2, defaults: 4, loss: 25 }],
  changes: { step: [0, 1, 2, 2], node: [0, 1, 0, 1], loss: [10, 5, 20, 5], defaults: [0, 2, 1, 3] },
};
const node = (equity: number, count: number): MapNode =>
  ({ id: '', label: '', kind: null, group: null, count, size: 1, equity, loss: 0, relativeLoss: null, defaultProbability: null, x: 0, y: 0 });
const map = { nodes: [node(40, 1), node(100, 4), node(0, 1)] } as unknown as NetworkMap;

test('A node stands where its last change up to the step left it', () => {
  expect(momentAt(path.changes, 3, 0)).toEqual({ loss: [10, 0, 0], defaults: [0, 0, 0] });
  expect(momentAt(path.changes, 3, 1)).toEqual({ loss: [10, 5, 0], defaults: [0, 2, 0] });
  expect(momentAt(path.changes, 3, 9)).toEqual({ loss: [20, 5, 0], defaults: [1, 3, 0] });
});

test('Shares are those of equity before the shock, and a group has failed when half of it has', () => {
  expect(lossesAt(momentAt(path.changes, 3, 1), map)).toEqual({ shares: [0.25, 0.05, null], isFailed: [false, true, false] });
});

test('Who falls in a step was not in default in the one before', () => {
  expect(fallenAt(path, 3, 0)).toEqual([]);
  expect(fallenAt(path, 3, 1)).toEqual([{ node: 1, fallen: 2 }]);
  expect(fallenAt(path, 3, 2)).toEqual([{ node: 0, fallen: 1 }, { node: 1, fallen: 1 }]);
});
