/**
 * The ways in which the search avoids work. Each keeps every verdict, as docs/linearizability.md
 * proves and the tests confirm by switching each on and off against brute force; outside of tests
 * all are on.
 */

/** Which reductions a search uses. */
export interface Reductions {
  /** Take a pure observer the moment it fits, without branching. */
  readonly observersAtOnce: boolean;
  /**
   * Of open operations of one kind try only the one that returns first; count crashed ones by kind.
   */
  readonly symmetry: boolean;
  /**
   * Skip a configuration when one that differs only in having used fewer crashed operations was
   * visited.
   */
  readonly dominance: boolean;
  /**
   * Let a crashed operation take effect only where the operation right after it behaves differently
   * for it.
   */
  readonly crashedNormalForm: boolean;
  /** Drop a configuration from which an answer that was seen can no longer come about. */
  readonly lookAhead: boolean;
  /**
   * Refute from the last events alone, from whatever configurations there could be; `undefined`:
   * never.
   */
  readonly windows: Windows | undefined;
}

/** When a search tries to refute from the last events alone. */
export interface Windows {
  /** Configurations without progress after which it tries for the first time. */
  readonly patience: number;
  /** Events in the shortest window. */
  readonly events: number;
}

/** What every search outside of tests uses. */
export const ALL_REDUCTIONS: Reductions = {
  observersAtOnce: true,
  symmetry: true,
  dominance: true,
  crashedNormalForm: true,
  lookAhead: true,
  windows: { patience: 1000, events: 64 },
};
