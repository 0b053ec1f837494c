/**
 * The messages of a run that were not what their senders sent: changed, repeated, forged or held by
 * a fault. The trace says which, by number; what was posted says whose they were.
 */

import type { StoryMessage } from '../report/counterexample.js';
import type { Posting } from '../trace/posting.js';
import type { Trace, TraceRecord } from '../trace/trace.js';

/** A story needs no more of them. */
const MESSAGES_MAX = 100;

/** What a record of each kind says of its message. */
const FATES: Partial<Record<TraceRecord['kind'], StoryMessage['kind']>> = {
  change: 'changed',
  repeat: 'repeated',
  forge: 'forged',
  hold: 'held',
};

/** The first hundred, in order. `postings` are all of the run's; linear in the trace. */
export function interferedMessages(trace: Trace, postings: readonly Posting[]): StoryMessage[] {
  const deliveries = deliveriesIn(trace);
  const byId = new Map<number, Posting>();
  const found: StoryMessage[] = [];
  let posted = 0;
  for (let at = 0; at < trace.length && found.length < MESSAGES_MAX; at++) {
    const record = trace.record(at);
    const kind = FATES[record.kind];
    // A message is changed before it is on its way, and is posted next.
    if (record.kind === 'send') byId.set(record.id, postings[posted++] as Posting);
    else if (kind !== undefined) {
      const posting = byId.get(record.id) ?? postings[posted];
      if (posting !== undefined) {
        found.push({
          ...storyOf(record, kind, posting.message),
          ...arrivalOf(record, deliveries),
        });
      }
    }
  }
  return found;
}

/** The record says how long it is on its way; then it was delivered, or was not. */
function arrivalOf(
  { kind, atUs, detail, node, peer }: TraceRecord,
  deliveries: ReadonlySet<string>,
): { readonly arrivedUs?: number } {
  if (kind !== 'repeat' && kind !== 'forge') return {};
  const arrivedUs = atUs + detail;
  return deliveries.has(deliveryName(arrivedUs, node, peer)) ? { arrivedUs } : {};
}

/** Names of all deliveries of a run, by `deliveryName`. */
export function deliveriesIn(trace: Trace): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = 0; at < trace.length; at++) {
    const { kind, atUs, node, peer } = trace.record(at);
    if (kind === 'deliver') names.add(deliveryName(atUs, peer, node));
  }
  return names;
}

/** What identifies a delivery well enough: when, from whom and to whom. */
export function deliveryName(atUs: number, from: string, to: string): string {
  return JSON.stringify([atUs, from, to]);
}

function storyOf(
  { atUs, name, node, peer }: TraceRecord,
  kind: StoryMessage['kind'],
  identity: StoryMessage['message'],
): StoryMessage {
  // `f1 value: 1 became 3`
  const what = name.slice(name.indexOf(' ') + 1);
  const message =
    kind === 'forged' ? { ...identity, type: what, from: node, to: peer, nth: 1 } : identity;
  return { message, kind, byUs: 0, sentUs: atUs, ...(kind === 'changed' ? { what } : {}) };
}
