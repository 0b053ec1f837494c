/**
 * Priorities as delays. A chain is what one cause sends over one link, such as the messages of one
 * operation to one server; the chain of the lowest priority is held back longest, each step upwards
 * half as long. At a few moments a link falls to the lowest for good, as a thread does at a change
 * point of probabilistic concurrency testing (Burckhardt et al., ASPLOS 2010).
 */

import { below, mix } from '../scenario/randomness.js';
import type { Priorities } from '../scenario/scenario.js';

/** Steps from the lowest priority to the one that holds nothing back. */
const STEPS = 6;

const SALT = { link: 0x70637400, moment: 0x70637401, fallen: 0x70637402 } as const;

/** The priorities of one run; equal for equal seeds, whatever else happens in it. */
export class LinkPriorities {
  /** For each link (from * nodes + to) when it falls; `Infinity` for never. */
  private readonly fallsUs: Float64Array;

  constructor(
    private readonly settings: Priorities,
    private readonly seed: number,
    private readonly nodes: number,
  ) {
    this.fallsUs = new Float64Array(nodes * nodes).fill(Infinity);
    for (let change = 1; change < settings.depth; change++) {
      const keyed = mix(seed, change);
      const link = below(mix(keyed, SALT.fallen), nodes * nodes);
      const atUs = below(mix(keyed, SALT.moment), settings.untilUs + 1);
      this.fallsUs[link] = Math.min(this.fallsUs[link] as number, atUs);
    }
  }

  /** How long a message is held back that is sent now, of a cause with this hash. */
  holdUs(from: number, to: number, nowUs: number, cause: number): number {
    const link = from * this.nodes + to;
    if (nowUs >= (this.fallsUs[link] as number)) return this.settings.holdUs;
    const step = below(mix(mix(mix(this.seed, SALT.link), link), cause), STEPS + 1);
    return step === STEPS ? 0 : this.settings.holdUs >> step;
  }
}
