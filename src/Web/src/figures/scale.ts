/**
 * Colours of a loss as a share. Lightness runs one way from end to end, so that people who do not tell hues apart,
 * and printers, see the same order.
 */
const onLight = ['#fbd98a', '#f9a648', '#e9673f', '#c23b5a', '#862a71', '#3d0f5e'];
const onDark = ['#7344a3', '#a8478f', '#d4566c', '#ee7c4b', '#fbb045', '#fdf2ad'];

export const stops = (isDark: boolean): readonly string[] => isDark ? onDark : onLight;

/** The colour of who lost nothing, or of whom nothing is known. */
export const nothing = (isDark: boolean): string => isDark ? '#5a626d' : '#c3c9d1';

/** The colour of a loss, with `top` the share at the end of the scale. */
export function lossColour(share: number | null, top: number, isDark: boolean): string {
  // Less is what rounding leaves.
  if (share === null || !(share > 1e-9)) return nothing(isDark);
  const colours = stops(isDark);
  const place = Math.min(1, share / top) * (colours.length - 1);
  const low = Math.min(Math.floor(place), colours.length - 2);
  return mix(colours[low]!, colours[low + 1]!, place - low);
}

/** Whether a mark on this colour must be dark to be seen. */
export function isPale(colour: string): boolean {
  const [red, green, blue] = [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16) / 255);
  return 0.3 * red! + 0.59 * green! + 0.11 * blue! > 0.5;
}

function mix(a: string, b: string, part: number): string {
  const channels = [1, 3, 5].map(at => {
    const from = parseInt(a.slice(at, at + 2), 16);
    const to = parseInt(b.slice(at, at + 2), 16);
    return Math.round(from + (to - from) * part).toString(16).padStart(2, '0');
  });
  return `#${channels.join('')}`;
}

const tops = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

/** The end of a scale that holds all of these shares: a round number, at most all of it. */
export function topOf(shares: readonly (number | null)[]): number {
  const most = shares.reduce<number>((top, share) => Math.max(top, share ?? 0), 0);
  return tops.find(top => top >= most) ?? 1;
}

/** Round numbers from `low` to `high` for an axis, about `many` of them. */
export function ticks(low: number, high: number, many = 4): number[] {
  if (!(high > low)) return [low];
  const rough = (high - low) / many;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find(factor => factor * power >= rough) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}
