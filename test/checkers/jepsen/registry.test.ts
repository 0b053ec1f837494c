/**
 * Which checkers apply to what, and that garbage gets an answer or a clear error from all.
 */

import { describe, expect, test } from 'vitest';
import { jepsenCheckersFor, namedEventCheckers } from '../../../checkers/jepsen/registry.js';
import { canonicalKey } from '../../../src/history/equality.js';
import type { Event } from '../../../src/history/event.js';
import { HistoryError } from '../../../src/history/history-error.js';
import { Float, Keyword, type Value } from '../../../src/history/value.js';
import { seeded, type Random } from '../oracle/random.js';
import { record, type Line } from './record.js';

const ALWAYS = ['stats', 'latency', 'availability', 'unhandled-exceptions'];

const namesFor = (...lines: Line[]): string[] =>
  jepsenCheckersFor(record(...lines))
    .map(({ name }) => name)
    .filter((name) => !ALWAYS.includes(name));

describe('which checkers apply', () => {
  test('some always do', () => {
    expect(jepsenCheckersFor([]).map(({ name }) => name)).toEqual(ALWAYS);
  });

  test.each<[string, string[], Line[]]>([
    [
      'a set',
      ['set', 'set-full'],
      [
        [0, 'ok', 'add', 1],
        [0, 'ok', 'read', [1]],
      ],
    ],
    [
      'a set with removal',
      [],
      [
        [0, 'ok', 'add', 1],
        [0, 'ok', 'remove', 1],
        [0, 'ok', 'read', []],
      ],
    ],
    [
      'broadcast',
      ['broadcast'],
      [
        [0, 'ok', 'broadcast', 1],
        [0, 'ok', 'read', [1]],
      ],
    ],
    [
      'rows',
      ['monotonic'],
      [
        [0, 'ok', 'add', 1],
        [0, 'ok', 'read', [{ val: 1, sts: 2 }]],
      ],
    ],
    [
      'a queue',
      ['queue', 'total-queue'],
      [
        [0, 'ok', 'enqueue', 1],
        [0, 'ok', 'dequeue', 1],
      ],
    ],
    [
      'a drained queue',
      ['total-queue'],
      [
        [0, 'ok', 'enqueue', 1],
        [0, 'ok', 'drain', [1]],
      ],
    ],
    ['identifiers', ['unique-ids'], [[0, 'ok', 'generate', 1]]],
    [
      'a counter',
      ['counter'],
      [
        [0, 'ok', 'add', 1],
        [0, 'ok', 'read', 1],
      ],
    ],
    [
      'a bank',
      ['bank'],
      [
        [0, 'invoke', 'transfer', null],
        [0, 'ok', 'read', { a: 1 }],
      ],
    ],
    [
      'a lock',
      ['mutex'],
      [
        [0, 'invoke', 'acquire'],
        [0, 'invoke', 'release'],
      ],
    ],
    ['a log', ['kafka'], [[0, 'invoke', 'send', [['send', 'x', 1]]]]],
    [
      'a register',
      [],
      [
        [0, 'invoke', 'write', 1],
        [0, 'ok', 'read', 1],
      ],
    ],
    [
      'inserts',
      ['causal-reverse'],
      [
        [0, 'invoke', 'write', 1],
        [0, 'ok', 'read', [1]],
      ],
    ],
    ['two inserts', ['adya-g2'], [[0, 'invoke', 'insert', [1, null], { key: 1 }]]],
    [
      'groups of keys',
      ['long-fork'],
      [
        [0, 'invoke', 'txn', [['w', 0, 1]]],
        [
          0,
          'ok',
          'txn',
          [
            ['r', 0, 1],
            ['r', 1, null],
          ],
        ],
      ],
    ],
    [
      'registers in transactions',
      [],
      [
        [0, 'invoke', 'txn', [['w', 0, 1]]],
        [
          0,
          'invoke',
          'txn',
          [
            ['w', 0, 2],
            ['r', 1, 1],
          ],
        ],
      ],
    ],
    [
      'a causal register',
      ['causal'],
      [[0, 'ok', 'read-init', 0, { extra: new Map([['link', new Keyword('init')]]) }]],
    ],
  ])('%s', (_what, names, lines) => {
    expect(namesFor(...lines)).toEqual(names);
  });

  test('objects with keys are judged key by key', () => {
    const key = { key: 'k' };
    const lines: Line[] = [
      [0, 'invoke', 'add', 1, key],
      [0, 'ok', 'add', 1, key],
      [0, 'invoke', 'read', null, key],
      [0, 'ok', 'read', 1, key],
    ];
    expect(namesFor(...lines)).toEqual(['per-key counter']);
  });
});

test('every name is there once, with a line about it', () => {
  const names = namedEventCheckers.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, summary, create } of namedEventCheckers) {
    expect(create().name).toBe(name);
    expect(summary.length).toBeGreaterThan(10);
  }
});

const FUNCTIONS = (
  'add read remove enqueue dequeue drain generate transfer txn write insert send poll assign ' +
  'subscribe acquire release broadcast read-init'
).split(' ');

function garbage(random: Random, depth: number): Value {
  const inner = (): Value => garbage(random, depth - 1);
  const leaves: (() => Value)[] = [
    () => null,
    () => random.below(4),
    () => random.below(3) - 1.5,
    () => 10n ** 20n,
    () => random.pick(['x', 'r', 'w', 'poll', 'send', '']),
    () => new Keyword(random.pick(['send', 'init'])),
    () => new Float(2),
    () => random.chance(0.5),
    () => Number.NaN,
  ];
  if (depth === 0 || random.chance(0.4)) return random.pick(leaves)();
  const items = Array.from({ length: random.below(4) }, inner);
  return random.pick<() => Value>([
    () => items,
    () => items,
    () => [random.pick(['r', 'w', 'send', 'poll']), ...items],
    () => new Set(items),
    () => new Map(items.map((item) => [item, inner()])),
    () => Object.fromEntries(items.map((_, at) => [`${at}`, inner()])),
  ])();
}

test('garbage gets an answer, or an error that names an event', () => {
  let answered = 0;
  let refused = 0;
  for (let seed = 0; seed < 1500; seed++) {
    const random = seeded(seed);
    const functions = [random.pick(FUNCTIONS), random.pick(FUNCTIONS), 'read'];
    const events: Event[] = record(
      ...Array.from({ length: random.below(12) }, (): Line => [
        random.chance(0.05) ? 'nemesis' : random.below(3),
        random.pick(['invoke', 'ok', 'fail', 'info'] as const),
        random.pick(functions),
        garbage(random, 3),
        random.chance(0.2) ? { key: garbage(random, 1) } : {},
      ]),
    );
    const before = eventsText(events);
    const checkers = [
      ...namedEventCheckers.map(({ create }) => create()),
      ...jepsenCheckersFor(events),
    ];
    for (const checker of checkers) {
      try {
        expect(['legal', 'illegal', 'unknown']).toContain(checker.check(events).verdict.kind);
        answered++;
      } catch (error) {
        expect(error).toBeInstanceOf(HistoryError);
        refused++;
      }
    }
    expect(eventsText(events)).toBe(before);
  }
  expect(Math.min(answered, refused)).toBeGreaterThan(2000);
});

/** A text by which to see whether anything changed. */
function eventsText(events: readonly Event[]): string {
  return events
    .map(({ index, type, f, value }) => `${index} ${type} ${f} ${canonicalKey(value)}`)
    .join();
}
