/**
 * What a drawing of a run shows beside its story: every message on its way, and what happened to
 * the servers. Read off the trace, which has one record for each message that was posted, in order.
 */

import type { StoryArrow, StoryFault, StoryMark } from '../report/counterexample.js';
import { formatDuration } from '../report/quantities.js';
import type { Posting } from '../trace/posting.js';
import type { Trace, TraceRecord } from '../trace/trace.js';

/** More would be a cloud, not a drawing. */
const ARROWS_MAX = 2_000;
const MARKS_MAX = 1_000;

/** The first 2,000 messages, and how many more there were. `postings` are all of the run's. */
export function storyArrows(
  trace: Trace,
  postings: readonly Posting[],
): { readonly arrows: readonly StoryArrow[]; readonly arrowsOmitted: number } {
  const arrivals = arrivalsIn(trace);
  const arrows = postings.slice(0, ARROWS_MAX).map(({ message, sentUs, fate }, nth): StoryArrow => {
    const arrivedUs = arrivals.get(nth);
    return { message, sentUs, fate, ...(arrivedUs === undefined ? {} : { arrivedUs }) };
  });
  return { arrows, arrowsOmitted: postings.length - arrows.length };
}

/** When the nth message that was posted arrived first; nothing for those that never did. */
export function arrivalsIn(trace: Trace): ReadonlyMap<number, number> {
  const nthOf = new Map<number, number>();
  const arrivals = new Map<number, number>();
  for (let at = 0; at < trace.length; at++) {
    const { kind, id, atUs } = trace.record(at);
    if (kind === 'send') nthOf.set(id, nthOf.size);
    if (kind !== 'deliver') continue;
    const nth = nthOf.get(id);
    if (nth !== undefined && !arrivals.has(nth)) arrivals.set(nth, atUs);
  }
  return arrivals;
}

/** What happened to the servers, in order of time. */
export function storyMarks(trace: Trace, faults: readonly StoryFault[]): StoryMark[] {
  const marks = faults.flatMap(clockMarks);
  for (let at = 0; at < trace.length && marks.length < MARKS_MAX; at++) {
    const mark = markOf(trace.record(at));
    if (mark !== undefined) marks.push(mark);
  }
  return marks.sort((left, right) => left.atUs - right.atUs);
}

function markOf({ atUs, node, kind, name, detail }: TraceRecord): StoryMark | undefined {
  switch (kind) {
    case 'disk-sync':
      return { atUs, node, kind: 'sync', text: `${detail} durable` };
    case 'crash':
      return { atUs, node, kind: 'crash', text: '' };
    case 'restart':
      return { atUs, node, kind: 'restart', text: '' };
    case 'disk-error':
    case 'damage':
      return { atUs, node, kind: 'disk', text: name };
    case 'admin':
      return { atUs, node, kind: 'admin', text: name };
    default:
      return undefined;
  }
}

function clockMarks({ fault, beganUs, endedUs }: StoryFault): StoryMark[] {
  const text = clockText(fault);
  if (text === undefined || beganUs < 0 || !('node' in fault)) return [];
  const mark = (atUs: number, said: string): StoryMark => ({
    atUs,
    node: fault.node,
    kind: 'clock',
    text: said,
  });
  const stays = fault.kind === 'clock-jump' || endedUs <= beganUs;
  return stays ? [mark(beganUs, text)] : [mark(beganUs, text), mark(endedUs, 'clock right again')];
}

function clockText(fault: StoryFault['fault']): string | undefined {
  switch (fault.kind) {
    case 'clock-offset':
    case 'clock-jump':
      return `clock ${signed(fault.byUs)}`;
    case 'clock-strobe':
      return `clock ${signed(fault.byUs)} and back, again and again`;
    case 'clock-freeze':
      return 'clock stands still';
    case 'clock-drift':
      return `clock ${Math.abs(fault.ppm)} ppm too ${fault.ppm < 0 ? 'slow' : 'fast'}`;
    default:
      return undefined;
  }
}

function signed(us: number): string {
  return us < 0 ? `${formatDuration(-us)} behind` : `${formatDuration(us)} ahead`;
}
