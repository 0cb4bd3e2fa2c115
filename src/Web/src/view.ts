import type { Address } from './router';

/** Where a view is drawn, what it shall show, and the end of its time. */
export interface Scene { outlet: HTMLElement; address: Address; signal: AbortSignal }

/** Goes on at another address without being drawn anew; false where it cannot. */
export type Move = (to: Address) => boolean;

/** Draws itself; what it throws is told in the banner. */
export type View = (scene: Scene) => Promise<Move | void>;
