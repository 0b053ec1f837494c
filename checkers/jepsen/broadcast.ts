/**
 * Broadcast, as Maelstrom tests it: a set to which `broadcast` adds, that must reach every node in
 * the end. With how long each message took until every read saw it.
 */

import type { EventChecker } from './event-checker.js';
import { setFull, type SetFullOptions } from './set-full.js';

/**
 * Judges `broadcast` of a message and `read` of all that a node has seen, as `setFull` does;
 * `message-latencies` are milliseconds by message. Log-linear in what is read.
 */
export function broadcast(
  options: Pick<SetFullOptions, 'linearizable' | 'asJepsen'> = {},
): EventChecker {
  return setFull({ ...options, add: 'broadcast', name: 'broadcast', latencyOfEach: true });
}
