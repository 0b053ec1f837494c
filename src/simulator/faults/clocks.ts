/**
 * Clocks that are off, stand still or run at another speed.
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
  'clock-strobe': {
    begin(kernel, { node, byUs, periodUs }, index) {
      const { clock } = hostOf(kernel, node);
      clock.strobe({ fault: index, fromUs: kernel.nowUs, byUs, periodUs });
    },
    end: (kernel, { node }, index) => hostOf(kernel, node).clock.unstrobe(index),
  },
  'clock-freeze': {
    begin(kernel, { node }, index) {
      const { clock, frozenBy } = hostOf(kernel, node);
      frozenBy.add(index);
      if (frozenBy.size === 1) clock.freeze(kernel.nowUs);
    },
    end(kernel, { node }, index) {
      const host = hostOf(kernel, node);
      if (!host.frozenBy.delete(index) || host.frozenBy.size > 0) return;
      host.clock.thaw(kernel.nowUs);
      host.frozenTimers.thaw(kernel, host);
    },
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
