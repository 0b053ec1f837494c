/**
 * The settings of one server, where its configuration has drifted away from that of the others.
 */

const MILLION = 1_000_000;

/** A setting that is not what it was meant to be. */
interface Drift {
  readonly fault: number;
  /** `*` for each setting. */
  readonly setting: string;
  readonly ppm: number;
}

/** The drifts of one server. */
export class Settings {
  private drifts: Drift[] = [];

  get haveDrifted(): boolean {
    return this.drifts.length > 0;
  }

  drift(drift: Drift): void {
    this.drifts.push(drift);
  }

  restore(fault: number): void {
    this.drifts = this.drifts.filter((drift) => drift.fault !== fault);
  }

  /** The faults that change this setting now. */
  driftedBy(name: string): readonly number[] {
    return this.of(name).map(({ fault }) => fault);
  }

  /** What a setting is that was `byDefault`; whole numbers stay whole. */
  read(name: string, byDefault: number): number {
    if (this.drifts.length === 0) return byDefault;
    const ppm = this.of(name).reduce((sum, drift) => sum + drift.ppm, 0);
    const drifted = byDefault + (byDefault * Math.max(-MILLION, ppm)) / MILLION;
    return Number.isInteger(byDefault) ? Math.floor(drifted) : drifted;
  }

  private of(name: string): Drift[] {
    return this.drifts.filter(({ setting }) => setting === '*' || setting === name);
  }
}
