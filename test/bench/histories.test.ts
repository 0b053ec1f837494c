/**
 * Generated histories: the same on every machine, legal, and illegal once they are spoilt. The
 * judge of the small ones is the classic search of bench/wgl, which its own test holds against
 * brute force.
 */

import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { linesOf } from '../../bench/histories/lines.js';
import { eventsOf, NEVER } from '../../bench/histories/recording.js';
import {
  generate,
  generatedWorkloads,
  type GenerateOptions,
  type WorkloadName,
} from '../../bench/histories/workloads.js';
import { classicSearch } from '../../bench/wgl/search.js';
import { modelNamed } from '../../checkers/models/index.js';
import { decodeEvents } from '../../src/history/codecs/index.js';
import { toHistory } from '../../src/history/history.js';
import type { History, Operation } from '../../src/history/operation.js';

const names = Object.keys(generatedWorkloads) as WorkloadName[];

function textOf(name: WorkloadName, options: GenerateOptions): string {
  const { recording } = generate(generatedWorkloads[name], options);
  return [...linesOf(recording, 'operations')].join('');
}

function historyOf(text: string): History {
  return toHistory(decodeEvents(text));
}

/** Only operations come with times. */
function withoutTimes({ callNs: _, returnNs: __, ...operation }: Operation): Operation {
  return operation;
}

const SMALL = { operations: 24, clients: 3, crashes: 0, seed: 0, expected: 'legal' } as const;

test('the same options give the same file', () => {
  const hashes = names.map((name) => {
    const options = { operations: 500, clients: 5, crashes: 0.02, seed: 7, expected: 'illegal' };
    const text = textOf(name, options as GenerateOptions);
    return `${name} ${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
  });
  expect(hashes).toMatchInlineSnapshot(`
    [
      "register 9196fdae21cb9f8f",
      "uniqueCas 6d3f46e319864130",
      "uniqueCasAnswers 8ea55de4c0fe82bb",
      "cas fefce61865c7bb9d",
      "casCounted 1c05708f2f477dfc",
      "keyValue 105ba5eb4bb3a0e2",
      "queue 7b0f11c550276050",
      "stack 388bdc0b1f03df24",
      "set a6a384859fbf1979",
      "uniqueSet e8500d898117a7ef",
      "priorityQueue 32a7a1ce889fc091",
    ]
  `);
});

test('both shapes hold the same history', () => {
  for (const name of names) {
    const options = { ...SMALL, operations: 300, clients: 6, crashes: 0.05 };
    const { recording } = generate(generatedWorkloads[name], options);
    const [operations, events] = (['operations', 'events'] as const).map((shape) =>
      historyOf([...linesOf(recording, shape)].join('')).operations.map(withoutTimes),
    );
    expect(operations).toEqual(events);
    expect(operations!.filter(({ outcome }) => outcome === 'info')).not.toEqual([]);
  }
});

test('clients overlap, and about one in a hundred operations crashes', () => {
  const options = { ...SMALL, operations: 20_000, clients: 10, crashes: 0.01 };
  const { recording } = generate(generatedWorkloads.register, options);
  const crashed = recording.returned.filter((rank) => rank === NEVER).length;
  expect(crashed).toBeGreaterThan(150);
  expect(crashed).toBeLessThan(250);
  let open = 0;
  let sum = 0;
  for (const event of eventsOf(recording)) {
    if (recording.returned[event >> 1] === NEVER) continue;
    open += (event & 1) === 0 ? 1 : -1;
    sum += open;
  }
  expect(sum / recording.ranks).toBeCloseTo(6.7, 0);
});

describe.each(names)('%s', (name) => {
  const workload = generatedWorkloads[name];
  const isContainer = ['queue', 'stack', 'priorityQueue'].includes(name);
  const verdictOf = (options: GenerateOptions): string =>
    classicSearch(historyOf(textOf(name, options)), modelNamed(workload.model)).kind;

  test('is legal', () => {
    for (let seed = 0; seed < 150; seed++) {
      expect(verdictOf({ ...SMALL, seed })).toBe('legal');
      expect(verdictOf({ ...SMALL, seed, crashes: 0.1 })).toBe('legal');
    }
  });

  test('is illegal once spoilt', () => {
    let spoilt = 0;
    for (let seed = 0; seed < 150; seed++) {
      // With crashed ones the classic search of a container takes hours.
      for (const crashes of isContainer ? [0] : [0, 0.1]) {
        // A hundred keys need more operations until two meet.
        const operations = name === 'keyValue' ? 200 : 40;
        const options = { ...SMALL, operations, crashes, seed, expected: 'illegal' } as const;
        const { violation } = generate(workload, options);
        if (violation === undefined) continue;
        spoilt++;
        expect(`${seed} ${verdictOf(options)}`).toBe(`${seed} illegal`);
      }
    }
    expect(spoilt).toBeGreaterThan(8);
  });

  test('is spoilt late, and by no value that nobody wrote', () => {
    const options = { ...SMALL, operations: 2_000, clients: 10 } as const;
    const legal = generate(workload, options).recording;
    const { recording, violation } = generate(workload, { ...options, expected: 'illegal' });
    expect(violation).toBeDefined();
    const changed = [...recording.output.keys()].filter(
      (at) => recording.output[at] !== legal.output[at],
    );
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.length).toBeLessThanOrEqual(2);
    expect(changed[0]).toBeGreaterThanOrEqual(1_800);
    const known = new Set([...legal.input, ...legal.second, ...legal.output]);
    for (const at of changed) expect(known).toContain(recording.output[at]);
  });
});

test('reads that crashed writers could each explain, but not all, are illegal together', () => {
  const workload = generatedWorkloads.casCounted;
  const byCounting: string[] = [];
  for (let seed = 0; seed < 30; seed++) {
    const options = { operations: 80, clients: 3, crashes: 0.15, seed } as const;
    const { violation } = generate(workload, { ...options, expected: 'illegal' });
    if (violation?.includes('crashed ones') !== true) continue;
    byCounting.push(violation);
    const text = textOf('casCounted', { ...options, expected: 'illegal' });
    expect(classicSearch(historyOf(text), modelNamed('cas-register')).kind).toBe('illegal');
  }
  expect(byCounting.length).toBeGreaterThan(3);
});
