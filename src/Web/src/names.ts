import type { Metric } from './contract';
import { count, number, share } from './format';

/** What a number of a run is called in plain words, and how it is written. */
interface Name { text: string; show: (value: number | null | undefined) => string; isCost?: boolean }

const amount = (text: string): Name => ({ text, show: number });
const cost = (text: string): Name => ({ text, show: number, isCost: true });

/** In the order in which they are told. docs/results.md defines each. */
const names: Record<string, Name> = {
  total_loss: amount('Equity lost in all'),
  first_round_loss: amount('Equity lost to the shock itself'),
  contagion_loss: amount('Equity lost through contagion'),
  defaults: amount('Institutions in default'),
  fundamental_defaults: amount('In default by the shock itself'),
  contagious_defaults: amount('In default through contagion'),
  external_creditor_loss: amount('Lost by creditors outside the network'),
  multiplier: amount('Loss in all for each unit lost to the shock'),
  systemic: { text: 'How often a large part of all defaults', show: share },
  systemic_extent: { text: 'Share in default when that happens', show: share },
  debtrank: { text: 'Weighted distress beyond the shock (DebtRank)', show: number },
  rounds: amount('Rounds until nothing moved'),
  cascade_depth: amount('Last round in which anybody defaulted'),
  platform_loss: amount('Lost by platforms'),
  lender_loss: amount('Lost by lenders'),
  borrower_loss: amount('Lost by borrowers'),
  guarantor_loss: amount('Lost by guarantors'),
  bank_loss: amount('Lost by banks'),
  provider_loss: amount('Lost by providers'),
  outside_loss: amount('Lost by depositors, clients and others outside'),
  credit_loss: amount('Cost of borrowers’ defaults before guarantees'),
  guarantor_called: amount('Guarantors were called upon to pay'),
  platform_called: amount('Platforms were called upon to pay'),
  withdrawn: amount('Withdrawn'),
  discounts: amount('Lost by selling loans early'),
  price_loss: amount('Lost as prices fell'),
  deadweight: amount('Destroyed by defaults'),
  unsettled: amount('Payments not settled'),
  load: amount('Load that arrived (payments)'),
  dropped: amount('Load that was dropped (payments)'),
  dark: amount('Institutions that could not pay, over all periods'),
  latency: amount('Longest wait (parts of a period)'),
  reserve_filled: cost('Set aside in reserve funds'),
  trust_filled: cost('Moved to trust'),
  fund_filled: cost('Put into the guarantee fund'),
  reserve_paid: cost('Paid by reserve funds'),
  fund_paid: cost('Paid by the guarantee fund'),
  bridged: cost('Lent by the lender of last resort'),
  public_loss: cost('Not paid back to the lender of last resort'),
  refused: cost('Withdrawals refused'),
};

const headlines = Object.keys(names).indexOf('platform_loss');

export const nameOf = (metric: string): Name => names[metric] ?? { text: metric.replaceAll('_', ' '), show: number };

/** Whether a metric is among the few that every reader wants. */
export const isHeadline = (metric: string): boolean => {
  const place = Object.keys(names).indexOf(metric);
  return place >= 0 && place < headlines;
};

/** Metrics in the order in which they are told; those without a name of their own come last. */
export function inOrder(metrics: string[]): string[] {
  const order = Object.keys(names);
  const place = (metric: string): number => order.includes(metric) ? order.indexOf(metric) : order.length;
  return metrics.toSorted((a, b) => place(a) - place(b));
}

/** Whether there is anything in a metric but zeros. */
export const isTold = ({ min, max }: Metric): boolean => (min ?? 0) !== 0 || (max ?? 0) !== 0;

export const stepName = (steps: 'rounds' | 'periods', step: number): string =>
  step === 0 ? (steps === 'rounds' ? 'Right after the shock' : 'Start') : `${steps === 'rounds' ? 'Round' : 'Period'} ${count(step)}`;
