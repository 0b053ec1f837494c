/**
 * The events of clients, and which invocation a completion belongs to. Lenient: completions without
 * invocations and processes with two operations open are taken as they come.
 */

import type { Event } from '../../src/history/event.js';
import { HistoryError } from '../../src/history/history-error.js';
import { refuseNamedClient } from '../../src/history/pairing-error.js';

/** No partner. */
export const UNPAIRED = -1;

/** How many open invocations of one process and function a completion is compared with. */
const COMPARED_MAX = 16;

/** Not a client, so its events are left out without a word. */
const NEMESIS = 'nemesis';

/**
 * The events of processes that are integers. Linear.
 * @throws HistoryError when there are none, but other processes than `nemesis` have a name.
 */
export function clientEvents(events: readonly Event[]): readonly Event[] {
  const clients = events.filter(({ process }) => Number.isInteger(process));
  if (clients.length === 0) {
    const named = events.find(({ process }) => process !== NEMESIS);
    if (named !== undefined) refuseNamedClient(named);
  }
  return clients;
}

/**
 * For each event the place of its partner, invocation or completion, or {@link UNPAIRED}. A
 * completion belongs to the latest open invocation of its process and function, of several to one
 * with an equal value if there is one. Linear.
 */
export function partners(events: readonly Event[]): Int32Array {
  const partner = new Int32Array(events.length).fill(UNPAIRED);
  const open = new Map<number | string, Map<string, number[]>>();
  events.forEach((event, at) => {
    let ofProcess = open.get(event.process);
    if (ofProcess === undefined) open.set(event.process, (ofProcess = new Map<string, number[]>()));
    let places = ofProcess.get(event.f);
    if (places === undefined) ofProcess.set(event.f, (places = []));
    if (event.type === 'invoke') {
      places.push(at);
      return;
    }
    const invoked = takeInvocation(events, places, event);
    if (invoked === undefined) return;
    partner[at] = invoked;
    partner[invoked] = at;
  });
  return partner;
}

/** The error for an event that a checker cannot make sense of. */
export function misunderstood(event: Event, wanted: string): HistoryError {
  const { index, process, type, f } = event;
  const message = `event ${index}: ${type} ${f} of process ${process} has no ${wanted}`;
  return new HistoryError(index, process, message);
}

function takeInvocation(
  events: readonly Event[],
  places: number[],
  { value }: Event,
): number | undefined {
  if (places.length <= 1) return places.pop();
  const least = Math.max(0, places.length - COMPARED_MAX);
  for (let at = places.length - 1; at >= least; at--) {
    if (events[places[at]!]!.value === value) return places.splice(at, 1)[0];
  }
  return places.pop();
}
