import * as api from '../api';
import type { Run, RunRequest } from '../contract';

/** What to ask for to have this run's scenario again. Its settings are in the scenario file that the run keeps. */
export async function requestOf(run: Run): Promise<RunRequest> {
  if (run.scenario.shipped) return { shipped: run.scenario.shipped, set: run.set, ...(run.scenario.network ? { network: run.scenario.network } : {}) };
  const scenario = await (await api.resultFile('runs', run.id, 'scenario.yaml')).text();
  return { scenario, ...(run.scenario.network ? { network: run.scenario.network } : {}) };
}
