/**
 * Random events of transactions without mistakes, though with all that is allowed: invocations and
 * completions that are missing, values that list nothing, lists that do not fit together.
 */

import type { Event, EventType } from '../../../src/history/event.js';
import { Keyword } from '../../../src/history/value.js';
import type { Value } from '../../../src/history/value.js';
import type { Random } from '../../checkers/oracle/random.js';

const KEYS: readonly Value[] = [0, 1, 7, 'x', new Keyword('x'), -3, [1, 2], 'a long name of a key'];
const ELEMENTS: readonly Value[] = [0, 1, 2, 3, 12, 1234567890123, -1, 'a', new Keyword('a'), true];

/** Up to 60 events. */
export function randomEvents(random: Random, isLists: boolean): Event[] {
  const keys = KEYS.slice(random.below(4)).slice(0, random.pick([1, 2, 5]));
  const elements = ELEMENTS.slice(0, 3 + random.below(ELEMENTS.length - 2));
  const forks = random.pick([0, 0.1, 0.5]);
  const loss = random.pick([0, 0, 0.1]);
  const lists = new Map<Value, Value[]>();
  const open = new Map<number, Value[][]>();
  const events: Event[] = [];

  const listOf = (key: Value): Value[] => {
    const list = lists.get(key) ?? [];
    lists.set(key, list);
    if (random.chance(forks)) {
      const length = random.below(list.length + 1);
      return [...list.slice(0, length), ...list.slice(length).map(() => random.pick(elements))];
    }
    for (let more = random.below(3); more > 0; more--) list.push(random.pick(elements));
    return list.slice(0, random.chance(0.3) ? random.below(list.length + 1) : list.length);
  };
  const read = (key: Value): Value => {
    if (random.chance(0.1)) return null;
    return isLists ? listOf(key) : random.pick(elements);
  };
  const invoked = (): Value[][] =>
    Array.from({ length: random.below(4) }, () => {
      const key = random.pick(keys);
      if (random.chance(0.5)) {
        const f = random.pick(isLists ? ['append'] : ['w', 'write']);
        return [functionOf(random, f), key, random.pick(elements)];
      }
      const f = functionOf(random, random.pick(['r', 'r', 'read']));
      return random.chance(0.2) ? [f, key] : [f, key, null];
    });
  const completed = (micros: readonly Value[][]): Value[][] =>
    micros.map(([f, key, value]) => (isRead(f!) ? [f!, key!, read(key!)] : [f!, key!, value!]));

  let index = 0;
  for (let count = random.below(60); count > 0; count--) {
    index += random.pick([1, 1, 1, 0, 5]);
    if (random.chance(0.05)) {
      events.push({ index, type: 'info', process: 'nemesis', f: 'kill', value: 'n1' });
      continue;
    }
    const process = random.pick([0, 1, 2, 3, -1, 2 ** 40]);
    const before = open.get(process);
    const isInvocation = before === undefined ? !random.chance(loss) : random.chance(loss);
    if (isInvocation) {
      const micros = invoked();
      open.set(process, micros);
      const value = random.chance(0.05) ? null : micros;
      events.push({ index, type: 'invoke', process, f: 'txn', value });
      continue;
    }
    open.delete(process);
    const type: EventType = random.pick(['ok', 'ok', 'ok', 'fail', 'info']);
    const micros = random.chance(0.05) ? invoked() : (before ?? invoked());
    const isSilent = type !== 'ok' && random.chance(0.3);
    const value = isSilent ? random.pick([null, 'timeout', [], [1, 2]]) : completed(micros);
    events.push({ index, type, process, f: 'txn', value });
  }
  return events;
}

function functionOf(random: Random, name: string): Value {
  return random.chance(0.5) ? name : new Keyword(name);
}

function isRead(f: Value): boolean {
  return f instanceof Keyword ? f.name.startsWith('r') : (f as string).startsWith('r');
}
