/**
 * Transactions as they were recorded: each with its one or two events, so that what is left of a
 * history can be written as a history again, in the words and with the times of the recorder.
 */

import type { Event } from '../../../history/event.js';
import { looksLikeMicros } from '../../../history/transactions/micro-values.js';
import type { Value } from '../../../history/value.js';

/** A micro-operation: function, key, value. */
export type Micro = readonly Value[];

/** A transaction: its invocation, its completion, or both. */
export interface RecordedTransaction {
  readonly events: readonly RecordedEvent[];
}

/** An event, and where it stood in the list of all. */
interface RecordedEvent {
  readonly at: number;
  readonly event: Event;
}

/**
 * The transactions of `events`, in the order of their first event, paired as `transactionsOf` pairs
 * them: the place of each is the same. Linear.
 */
export function recordedTransactions(events: readonly Event[]): readonly RecordedTransaction[] {
  const transactions: RecordedEvent[][] = [];
  const open = new Map<number | string, RecordedEvent[]>();
  for (const [at, event] of events.entries()) {
    const { process, type } = event;
    if (typeof process !== 'number' || !Number.isInteger(process)) continue;
    const begun = type === 'invoke' ? undefined : open.get(process);
    if (begun === undefined) {
      const fresh = [{ at, event }];
      transactions.push(fresh);
      if (type === 'invoke') open.set(process, fresh);
    } else {
      begun.push({ at, event });
      open.delete(process);
    }
  }
  return transactions.map((one) => ({ events: one }));
}

/** The events of transactions, in the order in which they were recorded. Log-linear. */
export function eventsOf(transactions: readonly RecordedTransaction[]): Event[] {
  return transactions
    .flatMap(({ events }) => events)
    .toSorted((left, right) => left.at - right.at)
    .map(({ event }) => event);
}

/** What a transaction did, as its completion has it, or its invocation where that says nothing. */
export function microsOf({ events }: RecordedTransaction): readonly Micro[] {
  const last = events.at(-1)!.event.value;
  if (looksLikeMicros(last)) return last;
  const first = events[0]!.event.value;
  return looksLikeMicros(first) ? first : [];
}

/** The same transaction with `change` made to each list of micro-operations of its events. */
export function withMicros(
  { events }: RecordedTransaction,
  change: (micros: readonly Micro[]) => readonly Micro[],
): RecordedTransaction {
  return {
    events: events.map(({ at, event }) =>
      looksLikeMicros(event.value)
        ? { at, event: { ...event, value: change(event.value) } }
        : { at, event },
    ),
  };
}
