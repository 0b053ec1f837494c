/**
 * The network: decides for each message whether and when it arrives. Every draw is a hash of the
 * message's own identity (scenario/randomness.ts), so it depends on nothing else that happens in
 * the run.
 */

import type { Latency, Network as NetworkSettings } from '../scenario/scenario.js';
import { below, mix } from '../scenario/randomness.js';
import { LinkPriorities } from './priorities.js';

const MILLION = 1_000_000;

/** Salts that keep the draws of one message apart. */
const SALT = { latency: 1, loss: 2, duplication: 3, reordering: 4, copy: 5 } as const;

/** A fault that spoils all links of some nodes. */
export interface LinkQuality {
  /** Index of the fault in the scenario. */
  readonly fault: number;
  /**
   * Hash of the fault's id: keeps its draws apart from those of other faults, whatever else is
   * removed.
   */
  readonly salt: number;
  readonly kind: 'loss' | 'duplication' | 'reordering' | 'delay';
  readonly node: number;
  readonly ppm: number;
  readonly byUs: number;
}

/** What happens to a message; `fault` is the index of the fault that did it, -1 if none. */
export interface Fate {
  lost: boolean;
  delayUs: number;
  /** Delay of a second copy after the first, -1 for no copy. */
  copyDelayUs: number;
  readonly faults: number[];
}

/** A latency in microseconds from a 32-bit hash. */
export function drawLatency(latency: Latency, hash: number): number {
  switch (latency.kind) {
    case 'fixed':
      return latency.us;
    case 'uniform':
      return latency.minUs + below(hash, latency.maxUs - latency.minUs + 1);
    case 'long-tail': {
      const doublings = Math.clz32(hash);
      const excess = below(mix(hash, 1), latency.scaleUs) + latency.scaleUs * (2 ** doublings - 1);
      return Math.min(latency.minUs + excess, latency.maxUs);
    }
  }
}

/** What the network is like at the moment: cuts, spoiled links, calm. */
export class NetworkState {
  /** For each directed link (from * nodes + to) the faults that cut it now. */
  private readonly cuts: number[][];
  private qualities: LinkQuality[] = [];
  private calm = false;
  private priorities: LinkPriorities | undefined;
  private readonly fate: Fate = { lost: false, delayUs: 0, copyDelayUs: -1, faults: [] };

  constructor(
    private settings: NetworkSettings,
    private readonly nodes: number,
    seed: number,
  ) {
    this.priorities = this.prioritiesOf(seed);
    this.cuts = Array.from({ length: nodes * nodes }, () => []);
  }

  cut(from: number, to: number, fault: number): void {
    this.link(from, to).push(fault);
  }

  mend(from: number, to: number, fault: number): void {
    const link = this.link(from, to);
    const at = link.indexOf(fault);
    if (at >= 0) link.splice(at, 1);
  }

  /** The faults that cut this link now; empty when it is whole. */
  cutBy(from: number, to: number): readonly number[] {
    return this.link(from, to);
  }

  spoil(quality: LinkQuality): void {
    this.qualities.push(quality);
  }

  unspoil(fault: number): void {
    this.qualities = this.qualities.filter((quality) => quality.fault !== fault);
  }

  /** From the heal on nothing is lost, doubled or held back. */
  becomeCalm(): void {
    this.calm = true;
  }

  /** How long a message with this hash travels when nothing interferes. */
  latencyUs(hash: number): number {
    return drawLatency(this.settings.latency, mix(hash, SALT.latency));
  }

  replaceSettings(settings: NetworkSettings, seed: number): void {
    this.settings = settings;
    this.priorities = this.prioritiesOf(seed);
  }

  /** How long priorities hold back a message that is sent now; `cause` is the hash of its cause. */
  holdUs(from: number, to: number, nowUs: number, cause: number): number {
    if (this.priorities === undefined || this.calm) return 0;
    return this.priorities.holdUs(from, to, nowUs, cause);
  }

  /**
   * The fate of a message with this hash on a link that is not cut. The answer is overwritten by
   * the next call.
   */
  draw(from: number, to: number, hash: number): Fate {
    const fate = this.fate;
    const settings = this.settings;
    fate.lost = false;
    fate.copyDelayUs = -1;
    if (fate.faults.length > 0) fate.faults.length = 0;
    fate.delayUs = drawLatency(settings.latency, mix(hash, SALT.latency));
    if (this.calm) return fate;
    if (settings.lossPpm > 0 && this.hits(hash, SALT.loss, settings.lossPpm)) fate.lost = true;
    if (settings.duplicationPpm > 0 && this.hits(hash, SALT.duplication, settings.duplicationPpm)) {
      fate.copyDelayUs = below(mix(hash, SALT.copy), settings.reorderingUs + 1);
    }
    if (settings.reorderingPpm > 0 && this.hits(hash, SALT.reordering, settings.reorderingPpm)) {
      fate.delayUs += below(mix(hash, SALT.copy), settings.reorderingUs + 1);
    }
    if (this.qualities.length > 0) this.applyQualities(from, to, hash, fate);
    return fate;
  }

  private applyQualities(from: number, to: number, hash: number, fate: Fate): void {
    for (const quality of this.qualities) {
      if (quality.node !== from && quality.node !== to) continue;
      const keyed = mix(hash, quality.salt);
      switch (quality.kind) {
        case 'delay':
          fate.delayUs += quality.byUs;
          break;
        case 'loss':
          if (!this.hits(keyed, SALT.loss, quality.ppm)) continue;
          fate.lost = true;
          break;
        case 'duplication':
          if (!this.hits(keyed, SALT.duplication, quality.ppm)) continue;
          fate.copyDelayUs = below(mix(keyed, SALT.copy), quality.byUs + 1);
          break;
        case 'reordering':
          if (!this.hits(keyed, SALT.reordering, quality.ppm)) continue;
          fate.delayUs += below(mix(keyed, SALT.copy), quality.byUs + 1);
          break;
      }
      fate.faults.push(quality.fault);
    }
  }

  private prioritiesOf(seed: number): LinkPriorities | undefined {
    const { schedule } = this.settings;
    return schedule === undefined ? undefined : new LinkPriorities(schedule, seed, this.nodes);
  }

  private hits(hash: number, salt: number, ppm: number): boolean {
    return below(mix(hash, salt), MILLION) < ppm;
  }

  private link(from: number, to: number): number[] {
    return this.cuts[from * this.nodes + to] as number[];
  }
}
