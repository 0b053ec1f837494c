/**
 * What a process of the benchmark of bugs is asked, and what it answers; both travel as JSON.
 */

/** One switch and some of its seeds, or a correct twin and some of its faults. */
export type Question =
  | {
      readonly kind: 'switch';
      readonly system: string;
      readonly bug: string;
      /** Seeds are derived from these numbers, from `from` to below `to`. */
      readonly from: number;
      readonly to: number;
      readonly scenariosMax: number;
      /** Shrink the finds of the first so many seeds. */
      readonly shrunk: number;
    }
  | {
      readonly kind: 'twin';
      readonly system: string;
      readonly scenarios: number;
      /** Distinguishes the parts of one campaign. */
      readonly part: number;
      /** Only this fault, which the profile need not have; default: the profile as it is. */
      readonly fault?: string;
    };

/** A violation that was found. */
export interface Hit {
  readonly foundIn: number;
  readonly seconds: number;
  readonly detector: string;
  /** Size of the shrunk scenario, where it was shrunk. */
  readonly size?: {
    readonly operations: number;
    readonly faults: number;
    readonly deviations: number;
  };
}

/** What became of the seeds of a switch; `undefined` where nothing was found. */
export interface SwitchAnswer {
  readonly hits: readonly (Hit | null)[];
}

/** What became of a twin. */
export interface TwinAnswer {
  readonly scenarios: number;
  readonly violations: number;
  readonly unknown: number;
  readonly ok: number;
  readonly operations: number;
  readonly overlapping: number;
  readonly seconds: number;
  /** Of the first violation. */
  readonly anomaly?: string;
}
