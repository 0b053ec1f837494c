/**
 * Clocks that are off, stand still or run at another speed, in words.
 */

import type { ClockDriftFault, ClockFault, ClockShiftFault } from '../../scenario/faults/clocks.js';
import { formatDuration, formatPpm } from '../quantities.js';
import { name } from './words.js';
import type { WordsOf } from './words.js';

/** The faults of clocks. */
export const clockWords: WordsOf<ClockFault['kind']> = {
  'clock-offset': {
    effect: clockEffect,
    end: ({ node }) => `the clock of ${name(node)} is right again`,
  },
  'clock-jump': {
    effect: clockEffect,
    end: ({ node }) => `the clock of ${name(node)} stays shifted`,
    isInstant: true,
  },
  'clock-strobe': {
    effect: ({ node, byUs, periodUs }) => {
      const by = `${formatDuration(Math.abs(byUs))} ${byUs < 0 ? 'behind' : 'ahead'}`;
      const turns = formatDuration(periodUs);
      return `the clock of ${name(node)} is ${by} and right in turns of ${turns}`;
    },
    end: ({ node }) => `the clock of ${name(node)} is right again`,
  },
  'clock-freeze': {
    effect: ({ node }) => `the clock of ${name(node)} stands still, and its timers wait`,
    end: ({ node }) => `the clock of ${name(node)} goes on from where it stood`,
  },
  'clock-drift': {
    effect: clockEffect,
    end: ({ node }) => `the clock of ${name(node)} runs evenly again`,
  },
};

function clockEffect(fault: ClockShiftFault | ClockDriftFault): string {
  const node = name(fault.node);
  if (fault.kind === 'clock-drift') {
    return `the clock of ${node} runs ${formatPpm(fault.ppm)} ${fault.ppm < 0 ? 'slow' : 'fast'}`;
  }
  const by = formatDuration(Math.abs(fault.byUs));
  const isBehind = fault.byUs < 0;
  if (fault.kind === 'clock-offset') {
    return `the clock of ${node} is ${by} ${isBehind ? 'behind' : 'ahead'}`;
  }
  return `the clock of ${node} jumps ${by} ${isBehind ? 'back' : 'ahead'}`;
}
