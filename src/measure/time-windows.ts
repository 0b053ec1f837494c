/**
 * Windows of time: all of the same width, which is a round number.
 */

/** The least of 1, 2 and 5 times a power of ten, in microseconds, of which few enough cover all. */
export function windowWidthUs(endUs: number, windowsMax: number): number {
  for (let power = 1; ; power *= 10) {
    for (const digit of [1, 2, 5]) {
      if (digit * power * windowsMax > endUs) return digit * power;
    }
  }
}

/** Windows of equal width from 0 on. */
export class Windows {
  readonly count: number;

  constructor(
    readonly widthUs: number,
    endUs: number,
  ) {
    this.count = Math.floor(endUs / widthUs) + 1;
  }

  of(us: number): number {
    return Math.min(this.count - 1, Math.max(0, Math.floor(us / this.widthUs)));
  }

  /** The middle of a window. */
  middleMs(window: number): number {
    return ((2 * window + 1) * this.widthUs) / 2000;
  }

  /** The middles of all. */
  middlesMs(): number[] {
    return Array.from({ length: this.count }, (_, window) => this.middleMs(window));
  }
}
