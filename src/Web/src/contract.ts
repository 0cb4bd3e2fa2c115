/** What the server sends and takes: times are ISO 8601 in UTC, amounts in the scenario's currency unit. What is undefined is null or left out. */

export interface Fault { file: string; line: number; column: number; message: string }

export interface List<Item> { items: Item[]; next?: string | null }

export interface About {
  name: string;
  version: string;
  host: 'in-process' | 'cluster';
  needsKey: boolean;
  caller: { name: string; role: 'reader' | 'writer' | 'admin'; tenant: string } | null | undefined;
  limits: { bodyBytes: number; institutions: number; exposures: number; replications: number; runsAtOnce: number; runsQueued: number };
}

export interface ScenarioItem { id: string; name: string; description?: string | null; hasPolicySets: boolean }

export interface Knob {
  path: string;
  label: string;
  description?: string | null;
  type: 'number' | 'integer' | 'boolean' | 'word' | 'text';
  value: number | boolean | string | null;
  minimum?: number | null;
  maximum?: number | null;
  options?: string[] | null;
}

export interface ScenarioView {
  id?: string | null;
  name: string;
  description?: string | null;
  mechanism: string;
  periods: number;
  replications: number;
  seed: number;
  policies: string[];
  policySets: string[];
  institutions: number;
  exposures: number;
  kinds: { kind: string; count: number }[];
  groups: number;
  yaml: string;
  knobs: Knob[];
}

/** Exactly one of `shipped` and `scenario` says what to run. */
export interface RunRequest {
  shipped?: string;
  scenario?: string;
  network?: string;
  set?: string[];
  name?: string;
}

export interface Alternative { name: string; set: string[] }

export interface ComparisonRequest extends RunRequest { alternatives?: Alternative[] }

export type State = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

export interface ResultFile { name: string; formats: string[] }

/** What a run and a comparison have in common. */
export interface Work {
  id: string;
  name: string;
  state: State;
  created: string;
  started?: string | null;
  ended?: string | null;
  replications: number;
  replicationsDone: number;
  error?: string | null;
  command: string;
  files: ResultFile[];
}

export interface Run extends Work {
  description?: string | null;
  seed: number;
  mechanism: string;
  periods: number;
  institutions: number;
  exposures: number;
  scenario: { shipped?: string | null; network?: string | null };
  set: string[];
  scenarioHash: string;
  rounds?: number | null;
  notConverged?: number | null;
  engineMs?: number | null;
  sentence?: string | null;
  measuredFrom?: string | null;
  comparison?: string | null;
}

/** The first alternative is the base. */
export interface Comparison extends Work { alternatives: string[] }

export interface Progress {
  replicationsDone: number;
  replications: number;
  elapsedSeconds: number;
  remainingSeconds?: number | null;
  defaults: { mean: number; max: number };
  loss: { mean: number; max: number };
  histogram?: Histogram | null;
}

/** Counts in bins of equal width from `low` to `high`. */
export interface Histogram { low: number; high: number; counts: number[] }

export interface Metric {
  mean: number | null;
  sd: number | null;
  min: number | null;
  max: number | null;
  quantiles: Record<string, number | null>;
  ci95: [number, number] | null;
}

export interface Summary { run: string; replications: number; metrics: Record<string, Metric> }

export type Cell = string | number | boolean | null;

/** A result file as JSON. */
export interface Sheet { columns: string[]; rows: Cell[][] }

/** The numbers of a row of institutions.csv; there are more under some mechanisms. */
export interface InstitutionResult {
  defaultProbability?: number | null;
  initialEquity?: number | null;
  meanFinalEquity?: number | null;
  meanLoss?: number | null;
  meanRelativeLoss?: number | null;
  meanContagionLoss?: number | null;
  defaultRound?: number | null;
  causedLoss?: number | null;
}

export interface InstitutionRow {
  id: string;
  name?: string | null;
  kind: string;
  group?: string | null;
  result: InstitutionResult;
}

export interface Hurt { id: string; loss: number; relativeLoss?: number | null }

export interface Claim { id: string; amount: number }

export interface Institution extends InstitutionRow {
  replication: number;
  steps: Steps;
  history: { step: number; worth?: number | null; distress?: number | null; defaulted: boolean }[];
  hurtBy: Hurt[];
  hurts: Hurt[];
  lentTo: Claim[];
  owes: Claim[];
}

export type Steps = 'rounds' | 'periods';

export interface MapNode {
  id: string;
  label: string;
  kind?: string | null;
  group?: string | null;
  count: number;
  size: number;
  equity?: number | null;
  loss?: number | null;
  relativeLoss?: number | null;
  defaultProbability?: number | null;
  x: number;
  y: number;
}

/** Edges run from creditor to debtor, as indices of nodes. */
export interface NetworkMap {
  level: 'institutions' | 'groups';
  group?: string | null;
  institutions: number;
  exposures: number;
  nodes: MapNode[];
  edges: { from: number; to: number; amount: number }[];
}

/** What nodes have lost, and how many of their institutions are in default, after each step in which that changed. */
export interface Changes { step: number[]; node: number[]; loss: number[]; defaults: number[] }

export interface Path {
  replication: number;
  steps: Steps;
  states: { step: number; defaults: number; loss: number }[];
  changes: Changes;
}

export interface Spillover { from: string; to: string; loss: number; relativeLoss?: number | null }

export interface Spillovers { items: Spillover[]; rows: number; isGrouped: boolean }

export interface Network {
  id: string;
  name: string;
  created: string;
  hash: string;
  institutions: number;
  exposures: number;
  kinds: { kind: string; count: number }[];
  files: string[];
}

/** One metric of an alternative against the base, on common random numbers. */
export interface Difference {
  mean: number | null;
  base_mean: number | null;
  difference: number | null;
  sd_of_difference: number | null;
  ci95: [number, number] | null;
  replications: number;
  better: number | null;
}

export interface ComparisonResult {
  comparison: string;
  replications: number;
  base: { name: string; folder: string };
  alternatives: { name: string; folder: string; meaning: string; metrics: Record<string, Difference> }[];
}
