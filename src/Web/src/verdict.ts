import type { Difference } from './contract';

export interface Verdict { shape: string; word: 'better' | 'worse' | 'more' | 'less' | 'the same' | 'no difference can be told'; isDifferent: boolean }

/**
 * What a difference to the base means. Less of a loss is better; more of a cost is only more. Where the interval holds zero no
 * difference can be told; where nothing is drawn at random there is no interval, and the difference is exact.
 */
export function verdict({ difference, ci95, sd_of_difference: spread }: Difference, isCost: boolean): Verdict {
  if (difference === null) return { shape: '◇', word: 'no difference can be told', isDifferent: false };
  if (difference === 0 && !spread) return { shape: '=', word: 'the same', isDifferent: false };
  if (ci95 !== null && ci95[0] <= 0 && ci95[1] >= 0) return { shape: '◇', word: 'no difference can be told', isDifferent: false };
  const isLess = difference < 0;
  return { shape: isLess ? '▼' : '▲', word: isCost ? (isLess ? 'less' : 'more') : isLess ? 'better' : 'worse', isDifferent: true };
}
