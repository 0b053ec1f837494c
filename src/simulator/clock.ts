/**
 * A node's clock as a function of virtual time: runs at a rate (drift), may stand still (freeze)
 * and, for the wall clock, is off by a shift, always or in turns (strobe). Integers only: elapsed
 * time since the last change of rate, scaled in parts per million and floored.
 */

const MILLION = 1_000_000;

/** However many drifts add up, a clock goes on, at a tenth of its speed at least. */
const RATE_PPM_MIN = -900_000;

/** A shift that comes and goes. */
export interface Strobe {
  readonly fault: number;
  readonly fromUs: number;
  readonly byUs: number;
  readonly periodUs: number;
}

/** One node's wall clock and monotonic clock. */
export class Clock {
  private sinceUs = 0;
  private readUs = 0;
  private driftPpm = 0;
  private shiftUs = 0;
  private strobes: Strobe[] = [];
  private frozenSinceUs = -1;
  private frozenUs = 0;
  /** Whether it ever stood still: only then timers have to be asked how long. */
  hasFrozen = false;

  /** Never jumps. */
  monotonicUs(nowUs: number): number {
    if (this.frozenSinceUs >= 0) return this.readUs;
    const elapsed = nowUs - this.sinceUs;
    return this.readUs + elapsed + Math.floor((elapsed * this.ratePpm) / MILLION);
  }

  wallUs(nowUs: number): number {
    return this.monotonicUs(nowUs) + this.shiftUs + this.strobedUs(nowUs);
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
    this.settle(nowUs);
    this.driftPpm += byPpm;
  }

  strobe(strobe: Strobe): void {
    this.strobes.push(strobe);
  }

  unstrobe(fault: number): void {
    this.strobes = this.strobes.filter((strobe) => strobe.fault !== fault);
  }

  /** Stands still from `nowUs` on. */
  freeze(nowUs: number): void {
    this.settle(nowUs);
    this.frozenSinceUs = nowUs;
    this.hasFrozen = true;
  }

  /** Goes on from where it stood. */
  thaw(nowUs: number): void {
    this.frozenUs = this.stoodUs(nowUs);
    this.sinceUs = nowUs;
    this.frozenSinceUs = -1;
  }

  /** How long it has stood still since the run began. */
  stoodUs(nowUs: number): number {
    return this.frozenUs + (this.isFrozen ? nowUs - this.frozenSinceUs : 0);
  }

  get isFrozen(): boolean {
    return this.frozenSinceUs >= 0;
  }

  /** Whether the wall clock is off for good, or until an offset ends. */
  get isShifted(): boolean {
    return this.shiftUs !== 0;
  }

  /** Whether timers run at another speed than on a perfect clock. */
  get isDrifting(): boolean {
    return this.driftPpm !== 0;
  }

  /** Whether the wall clock is off in turns. */
  get isStrobed(): boolean {
    return this.strobes.length > 0;
  }

  /** The strobes that put the wall clock off at this moment. */
  strobesAt(nowUs: number): readonly Strobe[] {
    return this.strobes.filter((strobe) => isOff(strobe, nowUs));
  }

  private strobedUs(nowUs: number): number {
    if (this.strobes.length === 0) return 0;
    return this.strobesAt(nowUs).reduce((sum, { byUs }) => sum + byUs, 0);
  }

  private settle(nowUs: number): void {
    this.readUs = this.monotonicUs(nowUs);
    this.sinceUs = nowUs;
  }

  private get ratePpm(): number {
    return Math.max(RATE_PPM_MIN, this.driftPpm);
  }
}

function isOff({ fromUs, periodUs }: Strobe, nowUs: number): boolean {
  return Math.floor((nowUs - fromUs) / periodUs) % 2 === 0;
}
