// The main job, done by a client that knows of the server what its description says and nothing else.
// tests/Page.Tests generates description.ts from a running server, checks these types against it, and runs this.
import createClient from 'openapi-fetch';
import { expect, test } from 'vitest';
import type { components, paths } from './description';

type Table = components['schemas']['Table'];
type Summary = components['schemas']['Summary'];

const server = createClient<paths>({ baseUrl: import.meta.env['CONTAGION_SERVER'] });
const shipped = 'european-debt-2011.european-debt';

/** What came, or a failed test that says why nothing did. */
function got<T>(answer: { data?: T; error?: components['schemas']['Problem']; response: Response }): T {
  expect(answer.error, `${answer.response.url}: ${answer.error?.detail}`).toBeUndefined();
  return answer.data!;
}

async function completedRun(): Promise<components['schemas']['RunView']> {
  const asked = { params: { header: { 'Idempotency-Key': 'main-job' } }, body: { shipped, set: ['run.seed=7'] } };
  const { id } = got(await server.POST('/runs', asked));
  expect(got(await server.POST('/runs', asked)).id).toBe(id);
  // The stream ends when the run does.
  const events: string = got(await server.GET('/runs/{id}/events', { params: { path: { id } }, parseAs: 'text' }));
  expect(events).toContain('event: state');
  return got(await server.GET('/runs/{id}', { params: { path: { id } } }));
}

test('a scenario is found and checked', async () => {
  const found = got(await server.GET('/scenarios')).items.find(one => one.id === shipped);
  expect(found?.name).toContain('European debt 2011');
  const checked = got(await server.POST('/scenarios/check', { body: { shipped } }));
  expect([checked.institutions, checked.exposures]).toEqual([6, 30]);
  expect(checked.knobs.map(knob => knob.path)).toContain('run.seed');
});

test('a run is started, followed and read', async () => {
  const run = await completedRun();
  expect(run.state).toBe('completed');
  expect(run.seed).toBe(7);
  const { id } = run;

  const file = (name: string) => ({ params: { path: { id, file: name } } });
  const summary = got(await server.GET('/runs/{id}/results/{file}', file('summary.json'))) as Summary;
  const csv = got(await server.GET('/runs/{id}/results/{file}', { ...file('institutions.csv'), parseAs: 'text' }));
  const table = got(await server.GET('/runs/{id}/results/{file}', { ...file('institutions.csv'), headers: { Accept: 'application/json' } })) as Table;
  const lines = csv.trim().split('\n');
  expect(lines[0]).toBe(table.columns.join(','));
  expect(lines.length - 1).toBe(table.rows.length);
  const losses = table.rows.map(row => row[table.columns.indexOf('mean_loss')] as number);
  expect(losses.reduce((sum, loss) => sum + loss, 0)).toBeCloseTo(summary.metrics['total_loss']!.mean!, 12);

  const france = got(await server.GET('/runs/{id}/institutions/{institution}', { params: { path: { id, institution: 'FR' } } }));
  expect(france.result['meanLoss']).toBe(losses[table.rows.findIndex(row => row[0] === 'FR')]);
  expect(france.history.at(-1)?.worth).toBeTypeOf('number');
  expect(france.lentTo.length).toBeGreaterThan(0);
  const most = got(await server.GET('/runs/{id}/institutions', { params: { path: { id }, query: { sort: 'mean_loss', limit: 1 } } }));
  expect(most.items[0]!.result['meanLoss']).toBe(Math.max(...losses));
  expect(most.next).toBeTypeOf('string');

  const map = got(await server.GET('/runs/{id}/map', { params: { path: { id } } }));
  expect(map.level).toBe('institutions');
  expect(map.nodes.map(node => node.label)).toContain('France');
  expect(map.edges.every(edge => edge.from < map.nodes.length && edge.amount > 0)).toBe(true);
});

test('alternatives are compared', async () => {
  const alternatives = [{ name: 'as it is' }, { name: 'less resilient', set: ['channels.solvency.threshold=0.95'] }];
  const { id } = got(await server.POST('/comparisons', { body: { shipped, alternatives } }));
  await server.GET('/comparisons/{id}/events', { params: { path: { id } }, parseAs: 'text' });
  const comparison = got(await server.GET('/comparisons/{id}', { params: { path: { id } } }));
  expect([comparison.state, comparison.alternatives]).toEqual(['completed', ['as it is', 'less resilient']]);
  const table = got(await server.GET('/comparisons/{id}/results/{file}', { params: { path: { id, file: 'comparison.csv' } }, headers: { Accept: 'application/json' } })) as Table;
  expect(table.rows.length).toBeGreaterThan(0);
});

test('a world is opened, shocked, stepped and read', async () => {
  const opened = await server.POST('/worlds', { body: { shipped } });
  const { id } = got(opened);
  const tag = opened.response.headers.get('ETag')!;
  const shocks = [{ kind: 'asset-loss', target: { id: 'IT' }, fraction: 0.5 }];
  const struck = got(await server.POST('/worlds/{id}/shocks', { params: { path: { id }, header: { 'If-Match': tag } }, body: shocks }));
  expect(struck.loss).toBeGreaterThan(0);
  expect((await server.POST('/worlds/{id}/shocks', { params: { path: { id }, header: { 'If-Match': tag } }, body: shocks })).error?.status).toBe(412);
  const stepped = got(await server.POST('/worlds/{id}/rounds', { params: { path: { id } }, body: { count: 3 } }));
  expect(stepped.commands).toBe(struck.commands + 1);
  expect(got(await server.GET('/worlds/{id}', { params: { path: { id } } }))).toEqual(stepped);
  const italy = got(await server.GET('/worlds/{id}/institutions/{institution}', { params: { path: { id, institution: 'IT' } } }));
  expect(italy.loss).toBeCloseTo(italy.initialWorth - italy.worth, 9);
});

test('what is wrong is told as the description says, all at once', async () => {
  const { error, response } = await server.POST('/runs', { body: { shipped, set: ['channels.solvency.threshold=high', 'run.seeds=1'] } });
  expect(response.headers.get('Content-Type')).toContain('application/problem+json');
  expect(error?.status).toBe(400);
  expect(error?.faults?.map(fault => fault.file)).toEqual(['--set channels.solvency.threshold=high', '--set run.seeds=1']);
  expect((await server.GET('/runs/{id}', { params: { path: { id: 'none' } } })).error?.detail).toContain("'none'");
});
