import type {
  About, Comparison, ComparisonRequest, ComparisonResult, Fault, Institution, InstitutionRow, List, Network, NetworkMap, Path, Progress, Run,
  RunRequest, ScenarioItem, ScenarioView, Sheet, Spillovers, State, Summary, Work,
} from './contract';
import { EventReader } from './events';

/** What the server answered instead of what was asked for. */
export class Problem extends Error {
  readonly status: number;
  readonly faults: Fault[];
  /** Seconds after which to try again, where the server says so. */
  readonly retryAfter: number | null;

  constructor(status: number, message: string, faults: Fault[], retryAfter: number | null) {
    super(message);
    this.status = status;
    this.faults = faults;
    this.retryAfter = retryAfter;
  }
}

/** The server cannot be reached. */
export class LostConnection extends Error {}

const keyName = 'contagion.key';

/** The key that the server asks for; gone when the tab is closed. */
export const key = {
  get: (): string | null => sessionStorage.getItem(keyName),
  set: (value: string): void => sessionStorage.setItem(keyName, value),
};

interface Asking { method?: string; body?: BodyInit; headers?: Record<string, string>; signal?: AbortSignal | undefined }

// Addresses are relative to the page's, so that a server may hold it under any path.
async function ask(path: string, { headers = {}, signal, ...rest }: Asking = {}): Promise<Response> {
  const secret = key.get();
  const all = { Accept: 'application/json', ...headers, ...(secret === null ? {} : { Authorization: `Bearer ${secret}` }) };
  let response: Response;
  try {
    response = await fetch(path, { ...rest, headers: all, signal: signal ?? null });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new LostConnection('The server cannot be reached.');
  }
  if (response.ok) return response;
  throw await problem(response);
}

async function problem(response: Response): Promise<Problem> {
  let body: { title?: string; detail?: string; faults?: Fault[] } = {};
  try {
    body = await response.json();
  } catch { /* not every proxy between speaks JSON */ }
  const after = Number(response.headers.get('Retry-After'));
  const message = body.detail ?? body.title ?? `The server answered ${response.status} ${response.statusText}.`;
  return new Problem(response.status, message, body.faults ?? [], after > 0 ? after : null);
}

const get = async <T>(path: string, signal?: AbortSignal): Promise<T> => (await ask(path, { signal })).json();

const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } });

/** The id of what a POST made: from the body, else from where it says that it is. */
async function made(response: Response): Promise<string> {
  const body: { id?: string } | null = await response.json().catch(() => null);
  return body?.id ?? decodeURIComponent(response.headers.get('Location')?.split('/').pop() ?? '');
}

type Query = Record<string, string | number | null | undefined>;

function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) => value === null || value === undefined || value === '' ? [] : [[name, String(value)]]);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

const run = (id: string): string => `runs/${encodeURIComponent(id)}`;

export const about = (): Promise<About> => get('about');

export const scenarios = async (signal: AbortSignal): Promise<ScenarioItem[]> => (await get<{ items: ScenarioItem[] }>('scenarios', signal)).items;

export const scenario = (id: string, signal: AbortSignal): Promise<ScenarioView> => get(`scenarios/${encodeURIComponent(id)}`, signal);

export const check = async (request: RunRequest): Promise<ScenarioView> => (await post('scenarios/check', request)).json();

export const addNetwork = async (files: FormData): Promise<Network> => (await ask('networks', { method: 'POST', body: files })).json();

/** Starts a run; the same `once` with the same request is the same run, should the answer be lost. */
export const start = async (request: RunRequest, once: string): Promise<string> => made(await post('runs', request, { 'Idempotency-Key': once }));

export const compare = async (request: ComparisonRequest, once: string): Promise<string> =>
  made(await post('comparisons', request, { 'Idempotency-Key': once }));

export const measure = async (id: string, body: { metrics?: 'all' | string[]; attribution?: 'cumulative' | 'shapley' }): Promise<string> =>
  made(await post(`${run(id)}/measures`, body));

export const runs = (cursor: string | null, signal: AbortSignal): Promise<List<Run>> => get(withQuery('runs', { cursor }), signal);

export const comparisons = (cursor: string | null, signal: AbortSignal): Promise<List<Comparison>> => get(withQuery('comparisons', { cursor }), signal);

export const oneRun = (id: string, signal: AbortSignal): Promise<Run> => get(run(id), signal);

export const oneComparison = (id: string, signal: AbortSignal): Promise<Comparison> => get(`comparisons/${encodeURIComponent(id)}`, signal);

/** Where runs and comparisons live. */
export type Place = 'runs' | 'comparisons';

export const cancel = async (place: Place, id: string): Promise<void> => { await ask(`${place}/${encodeURIComponent(id)}`, { method: 'DELETE' }); };

export const remove = async (id: string): Promise<void> => { await ask(`${run(id)}/results`, { method: 'DELETE' }); };

export const resultAddress = (place: Place, id: string, file: string): string => `${place}/${encodeURIComponent(id)}/results/${encodeURIComponent(file)}`;

export const summary = (id: string, signal: AbortSignal): Promise<Summary> => get(resultAddress('runs', id, 'summary.json'), signal);

export const sheet = (id: string, file: string, signal: AbortSignal): Promise<Sheet> => get(resultAddress('runs', id, file), signal);

export const comparisonResult = (id: string, signal: AbortSignal): Promise<ComparisonResult> =>
  get(resultAddress('comparisons', id, 'comparison.json'), signal);

/** A result file as it is. */
export const resultFile = async (place: Place, id: string, file: string): Promise<Blob> =>
  (await ask(resultAddress(place, id, file), { headers: { Accept: '*/*' } })).blob();

export interface InstitutionsAsked { sort?: string; order?: 'asc' | 'desc'; cursor?: string | null; limit?: number; group?: string | null; kind?: string | null; search?: string | null }

export const institutions = (id: string, asked: InstitutionsAsked, signal: AbortSignal): Promise<List<InstitutionRow>> =>
  get(withQuery(`${run(id)}/institutions`, { ...asked }), signal);

export const institution = (id: string, one: string, replication: number, signal: AbortSignal): Promise<Institution> =>
  get(withQuery(`${run(id)}/institutions/${encodeURIComponent(one)}`, { replication }), signal);

export const networkMap = (id: string, group: string | null, most: number, signal: AbortSignal): Promise<NetworkMap> =>
  get(withQuery(`${run(id)}/map`, { group, most }), signal);

export const path = (id: string, replication: number, group: string | null, most: number, signal: AbortSignal): Promise<Path> =>
  get(withQuery(`${run(id)}/path`, { replication, group, most }), signal);

export const spillovers = (id: string, limit: number, signal: AbortSignal): Promise<Spillovers> => get(withQuery(`${run(id)}/spillovers`, { limit }), signal);

export const isFinal = (state: State): boolean => state === 'completed' || state === 'failed' || state === 'cancelled';

/** What to do with what a run or comparison tells while it is under way. */
export interface Listener<W extends Work> {
  state: (work: W) => void;
  progress: (progress: Progress) => void;
  /** Called with false when the connection is lost, with true when it is there again. */
  connected: (isConnected: boolean) => void;
}

/** Follows a run or comparison to its end, and connects again from the last event where the connection is lost. */
export async function follow<W extends Work>(place: Place, id: string, listener: Listener<W>, signal: AbortSignal): Promise<void> {
  const reader = new EventReader();
  while (!signal.aborted) {
    try {
      const headers: Record<string, string> = { Accept: 'text/event-stream' };
      if (reader.lastId !== '') headers['Last-Event-ID'] = reader.lastId;
      const response = await ask(`${place}/${encodeURIComponent(id)}/events`, { headers, signal });
      listener.connected(true);
      if (await readAll(response, reader, listener)) return;
    } catch (error) {
      // What the server refuses it refuses again; what it has no room for now, and what is lost on the way, is asked for again.
      if (signal.aborted || (error instanceof Problem && error.status < 500 && error.status !== 429)) throw error;
    }
    listener.connected(false);
    reader.cut();
    await new Promise(resolve => setTimeout(resolve, reader.retry));
  }
}

async function readAll<W extends Work>(response: Response, reader: EventReader, listener: Listener<W>): Promise<boolean> {
  const text = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = await text.read();
    if (done) return false;
    for (const { event, data } of reader.read(value)) {
      if (event === 'progress') listener.progress(JSON.parse(data));
      if (event === 'state') {
        const work: W = JSON.parse(data);
        listener.state(work);
        if (isFinal(work.state)) return true;
      }
    }
  }
}

/** A word for `Idempotency-Key`. (randomUUID is only there over https.) */
export const freshKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
