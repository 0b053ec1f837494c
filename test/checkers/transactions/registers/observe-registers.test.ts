/**
 * Who read from whom in histories of registers, and which reads cannot be.
 */

import { describe, expect, it } from 'vitest';
import { observeRegisters } from '../../../../checkers/transactions/registers/observe-registers.js';
import { columnsOf, type Transaction } from './columns-of.js';
import { micros, oneByOne } from './short-history.js';

type RegisterObservation = ReturnType<typeof observeRegisters>;

function observe(...texts: string[]): RegisterObservation {
  return observeRegisters(oneByOne(...texts));
}

/** External reads as `reader<-writer key`. */
function reads(observation: RegisterObservation): string[] {
  const found: string[] = [];
  const { readStart, readKey, readWriter, columns } = observation;
  for (let node = 0; node < observation.size; node++) {
    for (let at = readStart[node]!; at < readStart[node + 1]!; at++) {
      const key = columns.keys[readKey[at]!] as string;
      found.push(`${node}<-${readWriter[at]} ${key}`);
    }
  }
  return found;
}

function problems(observation: RegisterObservation): string[] {
  return [...observation.problems].map(([kind, { count }]) => `${kind} ${count}`).sort();
}

describe('who read from whom', () => {
  it('resolves reads by value, and nil to the initial state', () => {
    const observation = observe('w x 1, w y 1', 'r x 1, r y -', 'r x 1, w x 2, r x 2');
    expect(reads(observation)).toEqual(['2<-1 x', '2<-0 y', '3<-1 x']);
    expect(problems(observation)).toEqual([]);
    expect([...observation.transaction]).toEqual([-1, 0, 1, 2]);
    expect([...observation.writeStart]).toEqual([0, 0, 2, 2, 3]);
    expect([...observation.readVersion]).toEqual([0, -1, 0]);
  });

  it('counts the last write of a key only, in the order of the program', () => {
    const observation = observe('w x 1, w y 1, w x 2', 'r x 2, r x 2');
    expect([...observation.writeKey]).toEqual([1, 0]);
    expect([...observation.writeMicro]).toEqual([1, 2]);
    expect(reads(observation)).toEqual(['2<-1 x', '2<-1 x']);
  });

  it('makes a node of a crashed transaction that was read, and of no other', () => {
    const observation = observe('info: w x 1', 'info: w x 2', 'fail: w x 3', 'r x 2', 'w y 1');
    expect([...observation.transaction]).toEqual([-1, 1, 3, 4]);
    expect([...observation.node]).toEqual([-1, 1, -1, 2, 3]);
    expect([...observation.crashed]).toEqual([1]);
    expect(reads(observation)).toEqual(['2<-1 x']);
  });

  it('chains the committed transactions of each process', () => {
    const process = 70_000;
    const list: Transaction[] = [
      { process, outcome: 'ok', micros: micros('w x 1') },
      { process: 1, outcome: 'ok', micros: micros('r x 2') },
      { process, outcome: 'info', micros: micros('w x 2') },
      { process: 1, outcome: 'ok', micros: micros('w x 3') },
      { process, outcome: 'ok', micros: micros('w x 4') },
    ];
    const observation = observeRegisters(columnsOf(list));
    expect([...observation.previous]).toEqual([0, 0, 0, 1, 2, 1]);
  });

  it('refuses lists', () => {
    const columns = { ...columnsOf([]), kind: 'list-append' as const };
    expect(() => observeRegisters(columns)).toThrow(RangeError);
  });
});

describe('reads that cannot be', () => {
  it.each([
    ['an aborted read', ['fail: w x 1', 'r x 1'], ['G1a 1']],
    ['an intermediate read', ['w x 1, w x 2', 'r x 1'], ['G1b 1']],
    ['both at once', ['fail: w x 1, w x 2', 'r x 1'], ['G1a 1', 'G1b 1']],
    ['a value nobody wrote', ['w x 1', 'r x 2, r x 2'], ['garbage-read 2']],
    ['a value written later', ['r x 1, w x 1'], ['future-read 1']],
    ['another value than its own', ['w x 1', 'w x 2, r x 1'], ['internal 1']],
    ['its own earlier value', ['w x 1, w x 2, r x 1'], ['internal 1']],
    ['nil after its own write', ['w x 2, r x -'], ['internal 1']],
    ['two values in turn', ['w x 1', 'r x -, r x 1, r x 1'], ['internal 1']],
    [
      'an aborted read after its own write',
      ['fail: w x 1', 'w x 2, r x 1'],
      ['G1a 1', 'internal 1'],
    ],
    ['nothing', ['w x 1', 'r x 1, w x 2, r x 2, w x 3, r x 3', 'r x 3, r x 3'], []],
  ])('names %s', (_, texts, expected) => {
    expect(problems(observe(...texts))).toEqual(expected);
  });

  it('leaves them out of the external reads', () => {
    const observation = observe('fail: w x 1', 'r x 1, r y 7', 'w z 1, w z 2', 'r z 1, r z -');
    expect(reads(observation)).toEqual(['3<-0 z']);
  });

  it('keeps the first examples and counts all', () => {
    const texts = Array.from({ length: 30 }, (_, at) => `r x ${at + 1}`);
    const garbage = observe(...texts).problems.get('garbage-read')!;
    expect(garbage.count).toBe(30);
    expect(garbage.examples.map(({ transaction }) => transaction)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
  });
});

describe('values written twice', () => {
  it.each([
    ['two that committed', ['w x 1', 'w x 1', 'r x 1'], [0, 1]],
    ['one that may have', ['info: w x 1', 'w x 1', 'r x 1'], [0, 1]],
    ['the initial value', ['w x -', 'r x -'], [-1, 0]],
    ['a value that the reader writes later', ['w x 1', 'r x 1, w x 1'], [0, 1]],
  ])('are reported when read: %s', (_, texts, transactions) => {
    const { duplicateWrites, problems: found } = observe(...texts);
    expect(duplicateWrites.count).toBe(1);
    expect(duplicateWrites.examples[0]!.transactions).toEqual(transactions);
    expect(found.size).toBe(0);
  });

  it.each([
    ['nobody read it', ['w x 1', 'w x 1'], []],
    ['the other was rolled back', ['fail: w x 1', 'w x 1', 'r x 1'], ['2<-1 x']],
    ['the other overwrote its own', ['w x 1, w x 2', 'w x 1', 'r x 1'], ['3<-2 x']],
    ['it is the same transaction', ['w x 1, w x 2, w x 1', 'r x 1'], ['2<-1 x']],
    ['null was overwritten', ['w x -, w x 2', 'r x -'], ['2<-0 x']],
    ['null is written later', ['r x -, w x -'], ['1<-0 x']],
  ])('are no obstacle when %s', (_, texts, expected) => {
    const observation = observe(...texts);
    expect(observation.duplicateWrites.count).toBe(0);
    expect(observation.problems.size).toBe(0);
    expect(reads(observation)).toEqual(expected);
  });
});
