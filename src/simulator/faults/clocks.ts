/**
 * Clocks that are off or run at another speed.
 */

import type { ClockFault } from '../../scenario/faults/clocks.js';
import { hostOf } from './effect.js';
import type { Effects } from './effect.js';

/** The faults of clocks. */
export const clockEffects: Effects<ClockFault['kind']> = {
  'clock-offset': {
    begin(kernel, { node, byUs }, index) {
      const host = hostOf(kernel, node);
      host.shiftedBy.add(index);
      host.clock.shift(byUs);
    },
    end(kernel, { node, byUs }, index) {
      const host = hostOf(kernel, node);
      host.shiftedBy.delete(index);
      host.clock.shift(-byUs);
    },
  },
  'clock-jump': {
    begin(kernel, { node, byUs }, index) {
      const host = hostOf(kernel, node);
      host.shiftedBy.add(index);
      host.clock.shift(byUs);
    },
    // It stays off.
    end: () => undefined,
  },
  'clock-drift': {
    begin(kernel, { node, ppm }, index) {
      const host = hostOf(kernel, node);
      host.driftedBy.add(index);
      host.clock.drift(kernel.nowUs, ppm);
    },
    end(kernel, { node, ppm }, index) {
      const host = hostOf(kernel, node);
      host.driftedBy.delete(index);
      host.clock.drift(kernel.nowUs, -ppm);
    },
  },
};
