/**
 * Replicated data types: their switches, the correct twin, and the laws of merging, on all that
 * replicas can come to by updates and merges.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replicatedData } from '../../checkers/convergence/replicated-data.js';
import type { Operation } from '../../src/history/operation.js';
import { crdt } from '../../src/systems/crdt/crdt.js';
import {
  merged,
  NOTHING,
  readOf,
  updated,
  type Document,
} from '../../src/systems/crdt/document.js';
import { testSwitches } from '../fixtures/switches.js';

testSwitches({
  system: crdt,
  budgets: {
    'counter-summed': 4,
    'counter-shared': 40,
    'remove-without-tags': 10,
    'register-tie': 130,
    'list-by-arrival': 12,
  },
  twins: 500,
});

const REPLICAS = ['n0', 'n1', 'n2'];
const FUNCTIONS = ['increment', 'add', 'remove', 'assign', 'insert', 'delete'];
const NO_BUGS: ReadonlySet<string> = new Set();
const RUNS = { seed: 6, numRuns: 200 };

interface Step {
  readonly at: number;
  /** A function of an update, or a replica to merge with. */
  readonly what: string;
  readonly argument: number;
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    at: fc.nat(REPLICAS.length - 1),
    what: fc.oneof(fc.constantFrom(...FUNCTIONS), fc.constantFrom(...REPLICAS)),
    argument: fc.integer({ min: 1, max: 2 }),
  }),
  { maxLength: 20, size: 'max' },
);

/** What replicas come to, and what a client of each saw of it. */
class Replicas {
  readonly documents: Document[] = REPLICAS.map(() => NOTHING);
  readonly operations: Operation[] = [];

  constructor(
    given: readonly Step[],
    readonly bugs: ReadonlySet<string> = NO_BUGS,
  ) {
    for (const [serial, step] of given.entries()) this.take(step, serial);
  }

  read(at: number): void {
    this.record(at, 'read', null, readOf(this.documents[at]!));
  }

  private take({ at, what, argument }: Step, serial: number): void {
    const other = REPLICAS.indexOf(what);
    if (other >= 0) {
      this.documents[at] = merged(this.documents[at]!, this.documents[other]!, this.bugs);
      return this.read(at);
    }
    const update = { f: what, serial, argument };
    const next = updated(this.documents[at]!, update, REPLICAS[at]!, this.bugs);
    this.documents[at] = next;
    this.record(at, what, [serial, argument], next.seen[serial]!);
    this.read(at);
  }

  private record(
    process: number,
    f: string,
    input: Operation['input'],
    output: Operation['output'],
  ): void {
    const id = this.operations.length;
    const times = { call: 2 * id, return: 2 * id + 1 };
    this.operations.push({ id, process, f, input, output, outcome: 'ok', ...times });
  }
}

/** The law that does not hold, if any. */
function brokenLaw({ documents, bugs }: Replicas): string | undefined {
  const [one, two, three] = documents as [Document, Document, Document];
  const join = (left: Document, right: Document): Document => merged(left, right, bugs);
  const isSame = (left: Document, right: Document): boolean => {
    try {
      expect(left).toEqual(right);
      return true;
    } catch {
      return false;
    }
  };
  if (!isSame(join(one, one), one)) return 'idempotent';
  if (!isSame(join(one, two), join(two, one))) return 'commutative';
  if (!isSame(join(join(one, two), three), join(one, join(two, three)))) return 'associative';
  if (!isSame(join(join(one, two), one), join(one, two))) return 'absorbing';
  return undefined;
}

function laws(bugs: ReadonlySet<string>): Set<string> {
  const broken = new Set<string>();
  for (const given of fc.sample(steps, RUNS)) {
    const law = brokenLaw(new Replicas(given, bugs));
    if (law !== undefined) broken.add(law);
  }
  return broken;
}

describe('merging (Shapiro et al., SSS 2011, definition 2.2)', () => {
  test('is commutative, associative and idempotent', () => {
    expect(laws(NO_BUGS)).toEqual(new Set());
  });

  test.each([
    ['counter-summed', 'idempotent'],
    ['register-tie', 'commutative'],
    ['list-by-arrival', 'commutative'],
  ])('with %s it is not %s', (bug, law) => {
    expect(laws(new Set([bug]))).toContain(law);
  });

  test('an update only adds to what a replica knows', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom(...FUNCTIONS), (given, f) => {
        const [before] = new Replicas(given).documents as [Document];
        const after = updated(before, { f, serial: 99, argument: 1 }, 'n0', NO_BUGS);
        expect(merged(before, after, NO_BUGS)).toEqual(after);
        expect(merged(after, before, NO_BUGS)).toEqual(after);
      }),
      RUNS,
    );
  });
});

describe('what replicas show', () => {
  function isLegal(given: readonly Step[], bugs: ReadonlySet<string>): boolean {
    const replicas = new Replicas(given, bugs);
    const { operations } = replicas;
    return replicatedData().check({ operations }).kind === 'legal';
  }

  test('follows from what they have seen', () => {
    fc.assert(
      fc.property(steps, (given) => {
        expect(isLegal(given, NO_BUGS)).toBe(true);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  test.each(crdt.bugs)('does not always with $name', ({ name }) => {
    const isRight = fc
      .sample(steps, { seed: 8, numRuns: 200 })
      .map((given) => isLegal(given, new Set([name])));
    expect(isRight).toContain(false);
    expect(isRight).toContain(true);
  });

  test('an addition wins over a removal that did not see it', () => {
    const replicas = new Replicas([
      { at: 0, what: 'add', argument: 1 },
      { at: 1, what: 'n0', argument: 1 },
      { at: 0, what: 'add', argument: 1 },
      { at: 1, what: 'remove', argument: 1 },
      { at: 1, what: 'n0', argument: 1 },
    ]);
    expect(readOf(replicas.documents[1]!)).toMatchObject({ set: [1], seen: [0, 2, 3] });
  });

  test('what stands after a deleted element keeps its place', () => {
    const replicas = new Replicas([
      { at: 0, what: 'insert', argument: 0 },
      { at: 0, what: 'insert', argument: 1 },
      { at: 1, what: 'n0', argument: 1 },
      { at: 0, what: 'delete', argument: 0 },
      { at: 1, what: 'insert', argument: 1 },
      { at: 0, what: 'n1', argument: 1 },
    ]);
    expect(readOf(replicas.documents[1]!)).toMatchObject({ list: [0, 4, 1] });
    expect(readOf(replicas.documents[0]!)).toMatchObject({ list: [4, 1] });
  });
});
