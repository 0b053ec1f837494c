/**
 * Logs of messages on the transactional store, as Kafka's clients see them: each log is a list,
 * whose places are the offsets, and a client reads on where it stopped.
 */

import { canonicalKey } from '../../history/equality.js';
import type { Value } from '../../history/value.js';
import type { Request } from '../../simulator/node.js';
import type { ClientMemory, Plan } from './plans.js';

/** A poll takes so many messages of each log at most. */
const POLLED_MAX = 50;

/**
 * Micro-operations `["send", key, value]`, answered with `[offset, value]`, and
 * `["poll", null, keys]`, answered with the next messages of each of these logs. The client moves
 * on when its transaction has committed: `memory` is changed by whoever takes the last step.
 */
export function* logPlan({ value }: Request, _self: string, memory: ClientMemory): Plan {
  const answered: Value[] = [];
  const positions = new Map(memory);
  for (const micro of value as readonly (readonly Value[])[]) {
    const [f, name = null, message = null] = micro;
    if (f === 'send') {
      const key = canonicalKey(name);
      const log = listOf(yield { f: 'read', key });
      yield { f: 'write', key, value: [...log, message] };
      answered.push(['send', name, [log.length, message]]);
      continue;
    }
    const polled: Record<string, Value> = {};
    for (const log of listOf(message)) {
      const key = canonicalKey(log);
      const messages = listOf(yield { f: 'read', key });
      const from = positions.get(key) ?? 0;
      const next = messages.slice(from, from + POLLED_MAX);
      polled[nameOf(log)] = next.map((each, at) => [from + at, each]);
      positions.set(key, from + next.length);
    }
    answered.push(['poll', polled]);
  }
  yield { f: 'commit' };
  for (const [key, position] of positions) memory.set(key, position);
  return { type: 'ok', value: answered };
}

function listOf(value: Value): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [];
}

/** Names of logs are texts, and so are the keys of a map in JSON. */
function nameOf(log: Value): string {
  return typeof log === 'string' ? log : canonicalKey(log);
}
