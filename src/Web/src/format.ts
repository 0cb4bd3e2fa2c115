/** Numbers and times for people: 3 to 4 significant digits. Full digits go into titles and downloads. */

const none = '–';
const minus = (text: string): string => text.replaceAll('-', '−');

const integers = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const digits = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 4 });
const decimals = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const words: [number, string][] = [[1e12, 'trillion'], [1e9, 'billion'], [1e6, 'million']];

export function number(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return none;
  if (!Number.isFinite(value)) return value > 0 ? 'unlimited' : '−unlimited';
  const size = Math.abs(value);
  // What is left of larger numbers that cancel.
  if (size > 0 && size < 1e-9) return '≈ 0';
  if (size >= 1e15 || (size > 0 && size < 1e-4)) return minus(value.toExponential(2));
  if (size >= 1e7) {
    const [unit, word] = words.find(([least]) => size >= least)!;
    return `${minus(digits.format(value / unit))} ${word}`;
  }
  return minus((size >= 1000 ? integers : digits).format(value));
}

/** A count: every digit, for people compare counts. */
export const count = (value: number | null | undefined): string =>
  value === null || value === undefined ? none : minus(integers.format(value));

/** A share of one, in percent. */
export function share(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return none;
  const percent = value * 100;
  const size = Math.abs(percent);
  if (size > 0 && size < 1e-9) return '≈ 0\u00a0%';
  if (size > 0 && size < 0.01) return value > 0 ? 'under 0.01\u00a0%' : 'over −0.01\u00a0%';
  return `${minus((size >= 1000 ? integers : decimals).format(percent))}\u00a0%`;
}

/** A difference, always with its sign. */
export const signed = (value: number | null | undefined): string =>
  value === null || value === undefined ? none : value > 0 ? `+${number(value)}` : number(value);

export const interval = (range: readonly [number, number] | null | undefined, one: (value: number) => string = number): string =>
  range ? `${one(range[0])} to ${one(range[1])}` : none;

/** Every digit of a number, in the shortest form that reads back to the same. */
export const full = (value: number | null | undefined): string => value === null || value === undefined ? '' : String(value);

export const plural = (many: number, one: string, more = `${one}s`): string => `${count(many)} ${many === 1 ? one : more}`;

export function seconds(value: number): string {
  if (value < 60) return plural(Math.max(1, Math.round(value)), 'second');
  if (value < 3600) return plural(Math.round(value / 60), 'minute');
  return `${decimals.format(value / 3600)} hours`;
}

const times = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

export const time = (iso: string | null | undefined): string => iso ? times.format(new Date(iso)).replaceAll(' ', '\u00a0') : none;
