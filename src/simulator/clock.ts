/**
 * A node's clock as a function of virtual time: runs at a rate (drift) and, for the wall clock, is
 * off by a shift. Integers only: elapsed time since the last change of rate, scaled in parts per
 * million and floored.
 */

const MILLION = 1_000_000;

/** However many drifts add up, a clock goes on, at a tenth of its speed at least. */
const RATE_PPM_MIN = -900_000;

/** One node's wall clock and monotonic clock. */
export class Clock {
  private sinceUs = 0;
  private readUs = 0;
  private driftPpm = 0;
  private shiftUs = 0;

  /** Never jumps. */
  monotonicUs(nowUs: number): number {
    const elapsed = nowUs - this.sinceUs;
    return this.readUs + elapsed + Math.floor((elapsed * this.ratePpm) / MILLION);
  }

  wallUs(nowUs: number): number {
    return this.monotonicUs(nowUs) + this.shiftUs;
  }

  /** How long `delayUs` on this clock is in virtual time, at the present rate; at least 1. */
  realDelayUs(delayUs: number): number {
    if (this.ratePpm === 0) return delayUs;
    return Math.max(1, Math.ceil((delayUs * MILLION) / (MILLION + this.ratePpm)));
  }

  /** Adds to the wall clock. */
  shift(byUs: number): void {
    this.shiftUs += byUs;
  }

  /** Changes the rate from `nowUs` on. */
  drift(nowUs: number, byPpm: number): void {
    this.readUs = this.monotonicUs(nowUs);
    this.sinceUs = nowUs;
    this.driftPpm += byPpm;
  }

  /** Whether the wall clock tells another time than a perfect one. */
  get isShifted(): boolean {
    return this.shiftUs !== 0;
  }

  /** Whether timers run at another speed than on a perfect clock. */
  get isDrifting(): boolean {
    return this.driftPpm !== 0;
  }

  private get ratePpm(): number {
    return Math.max(RATE_PPM_MIN, this.driftPpm);
  }
}
