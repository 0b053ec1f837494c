/**
 * The timeline of a simulated story: positions are microseconds.
 */

import type { Fault, FaultOf } from '../scenario/fault.js';
import type { Story, StoryOperation } from './counterexample.js';
import { rolesIn } from './culprit.js';
import { escapeText } from './escape.js';
import { describeCall, describeResult } from './operations.js';
import { storyNotes, type StoryNotesOptions } from './story-notes.js';
import type { Role, Span, StateChange, Timeline } from './timeline.js';

const NAME_LENGTH_MAX = 40;
const STATE_LENGTH_MAX = 120;

/** What happened in a story, with the part each operation plays in the anomaly. */
export function storyTimeline(story: Story, options: StoryNotesOptions): Timeline {
  const { ascii, culprit } = options;
  const name = (text: string): string => escapeText(text, { ascii, lengthMax: NAME_LENGTH_MAX });
  const roleOf = rolesIn(culprit?.anomaly);
  const spans = story.operations.map((operation) => {
    const { number, key, client } = operation;
    return spanOf(operation, roleOf(number - 1, key), name(client), ascii);
  });
  const clients = new Set([...story.clients.map(name), ...spans.map(({ lane }) => lane)]);
  return {
    lanes: [...clients],
    nodes: [...new Set(story.servers.map(name))],
    spans,
    states: statesOf(story, ascii),
    notes: storyNotes(story, spans, options),
    focus: culprit?.finding.atUs,
    timeUs: (position) => position,
  };
}

function spanOf(operation: StoryOperation, role: Role, lane: string, ascii: boolean): Span {
  const { number, startUs, endUs, final } = operation;
  const call = `#${number} ${describeCall(operation, { ascii })}`;
  return {
    number,
    lane,
    label: final ? `${call} (final)` : call,
    result: endUs === undefined ? '' : describeResult(operation, { ascii }),
    role,
    begin: startUs,
    end: endUs ?? Infinity,
  };
}

/** Faults that take a server down as they begin. */
function isDeath(fault: Fault): fault is FaultOf<'crash' | 'stop' | 'restore-backup'> {
  return fault.kind === 'crash' || fault.kind === 'stop' || fault.kind === 'restore-backup';
}

/**
 * States as the servers show them; a crashed server, which shows nothing, is down until it
 * restarts.
 */
function statesOf(story: Story, ascii: boolean): StateChange[] {
  const change = (position: number, node: string, state: string): StateChange => ({
    position,
    node: escapeText(node, { ascii, lengthMax: NAME_LENGTH_MAX }),
    text: escapeText(state === '' ? '-' : state, { ascii, lengthMax: STATE_LENGTH_MAX }),
  });
  const crashes = story.faults.flatMap(({ fault, beganUs, endedUs, effects }) => {
    if (effects === 0 || !isDeath(fault)) return [];
    const { node } = fault;
    const before = story.states.findLast((state) => state.node === node && state.atUs < beganUs);
    const begin = change(beganUs, node, 'down');
    // A server is shown again only where it shows something else than before.
    return endedUs <= beganUs || fault.kind === 'stop'
      ? [begin]
      : [begin, change(endedUs, node, before?.state ?? '')];
  });
  const shown = story.states.map(({ atUs, node, state }) => change(atUs, node, state));
  const latest = new Map<string, StateChange>();
  // At one moment the last state counts: what the server itself shows comes second.
  for (const one of [...crashes, ...shown]) {
    latest.set(JSON.stringify([one.position, one.node]), one);
  }
  return [...latest.values()];
}
