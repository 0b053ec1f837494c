/**
 * The kinds of events in the kernel's queue, as small integers.
 */

/** The comments say what `a`, `b` and the payload are. */
export const EVENT = {
  deliver: 0, // a: receiver, payload: Message
  timer: 1, // a: node, b: generation, payload: name
  synced: 2, // a: node, b: incarnation, payload: Sync
  served: 3, // a: node, b: incarnation, payload: Deferred (an event whose service time is over)
  operation: 4, // a: client, b: incarnation
  timeout: 5, // a: client, b: operation id
  faultBegin: 6, // a: fault
  faultEnd: 7, // a: fault
  heal: 8,
  woken: 9, // a: node, b: incarnation, payload: Waiting (what a handler awaited has come)
  told: 10, // a: node, b: incarnation, payload: Tidings (what no node tells it)
  errand: 11, // payload: () => void (something that a fault does between its begin and its end)
} as const;
