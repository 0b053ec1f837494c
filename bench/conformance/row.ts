/**
 * What a case of the corpus came to, whatever it is a case of.
 */

/** A field in which an answer is not what the corpus says. */
export interface Difference {
  readonly field: string;
  readonly expected: string;
  readonly found: string;
}

/** One case that was judged. */
export interface Row {
  readonly group: string;
  /** Name of the case, the same in every run. */
  readonly id: string;
  readonly differences: readonly Difference[];
  /** What the verifier says against the answer. */
  readonly problems: readonly string[];
  /** Why there is no answer; absent when there is one. */
  readonly undecided?: string;
  /** How many fields or labels were compared. */
  readonly compared: number;
  /** How many certificates the verifier replayed. */
  readonly certificates: number;
  readonly operations: number;
  readonly configurations: number;
  readonly checkMs: number;
}

/** Processor time of `work`, in milliseconds, with its result. */
export function timed<Result>(work: () => Result): {
  readonly result: Result;
  readonly ms: number;
} {
  const began = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(began);
  return { result, ms: (user + system) / 1000 };
}
