/**
 * Certificates made by hand: right ones are accepted, and each wrong in one way is refused with the
 * reason.
 */

import { describe, expect, test } from 'vitest';
import type { Certificate } from '../../../../checkers/certificate.js';
import { transactional } from '../../../../checkers/transactions/transactional.js';
import {
  transactionVerifier,
  verifyTransactionCertificate,
  verifyTransactions,
} from '../../../../checkers/verify/transactions/verify-transactions.js';
import { isLimitProblem } from '../../../../checkers/verify/transactions/limit-problem.js';
import type { Verdict } from '../../../../checkers/verdict.js';
import { toHistory } from '../../../../src/history/history.js';
import { transactionsOfHistory } from '../../../../src/history/transactions/transactions-of.js';
import { seeded } from '../../oracle/random.js';
import { eventsOf, randomLists } from '../../transactions/lists/random-lists.js';
import { concurrent, sequential, type ListHistory } from '../../transactions/lists/tiny-history.js';
import {
  columnsOf,
  type Micro,
  type Transaction,
} from '../../transactions/registers/columns-of.js';

type Columns = Parameters<typeof verifyTransactionCertificate>[0];

function message(
  columns: Columns,
  certificate: Certificate,
  claim: 'legal' | 'illegal',
): string | undefined {
  return verifyTransactionCertificate(columns, certificate, claim)[0]?.message;
}

/** Registers, one transaction each process. */
function registers(...transactions: readonly (readonly Micro[])[]): Columns {
  return columnsOf(
    transactions.map((micros, process): Transaction => ({ process, outcome: 'ok', micros })),
  );
}

describe('orders of commits', () => {
  const history = sequential('0:ax1', '0:rx1ax2', '1:rx12', '2:ax3!');
  const order = (model: string, ids: readonly number[], snapshots?: readonly number[]) =>
    message(
      history,
      { kind: 'commit-order', model, order: ids, ...(snapshots && { snapshots }) },
      'legal',
    );

  test('a right one is accepted', () => {
    expect(order('strong-serializable', [0, 1, 2])).toBeUndefined();
    expect(order('strong-snapshot-isolation', [0, 1, 2], [0, 1, 2])).toBeUndefined();
    expect(order('strong-session-causal', [0, 1, 2])).toBeUndefined();
  });

  test.each([
    ['strong-serializable', [0, 1], undefined, '#2 is ok, and stands not in the order'],
    ['serializable', [0, 1, 2, 2], undefined, '#2 stands twice in the order'],
    ['serializable', [0, 1, 2, 3], undefined, '#3 failed, and stands in the order'],
    ['serializable', [0, 1, 7], undefined, 'there is no transaction #7'],
    ['serializable', [0, 2, 1], undefined, '#2 read something else than what was there'],
    ['serializable', [1, 0, 2], undefined, '#1 read something else than what was there'],
    ['causal', [0, 1, 2], undefined, 'no order of commits shows causal'],
    ['serializable', [0, 1, 2], [0, 1, 2], 'an order for serializable has no snapshots'],
    ['prefix', [0, 1, 2], undefined, 'an order for prefix needs the snapshot of each transaction'],
    ['prefix', [0, 1, 2], [0, 1], '3 commits have 2 snapshots'],
    ['prefix', [0, 1, 2], [0, 2, 2], '#1 cannot have seen 2 commits before its own'],
    ['prefix', [0, 1, 2], [0, 0, 2], '#1 read something else than its snapshot held'],
    ['strong-session-prefix', [0, 1, 2], [0, 0, 2], '#1 does not follow #0 of the same process'],
  ] as const)('%s by %j is refused', (model, ids, snapshots, reason) => {
    expect(order(model, ids, snapshots)).toBe(reason);
  });

  test('snapshot isolation refuses overlapping writers, prefix consistency does not', () => {
    const skew = registers([['w', 'x', 1]], [['w', 'x', 2]]);
    const certificate = { kind: 'commit-order', order: [0, 1], snapshots: [0, 0] } as const;
    expect(message(skew, { ...certificate, model: 'prefix' }, 'legal')).toBeUndefined();
    expect(message(skew, { ...certificate, model: 'snapshot-isolation' }, 'legal')).toBe(
      '#1 and #0 overlap, and both wrote a key',
    );
  });

  test('real time is not turned round', () => {
    const two = registers([['w', 'x', 1]], [['w', 'y', 1]]);
    const certificate = { kind: 'commit-order', order: [1, 0] } as const;
    expect(message(two, { ...certificate, model: 'serializable' }, 'legal')).toBeUndefined();
    expect(message(two, { ...certificate, model: 'strong-serializable' }, 'legal')).toBe(
      '#0 returned before #1 was called, and does not precede it',
    );
  });

  test('each axiom sees a little more than the one before', () => {
    const wrote: Micro[] = [
      ['w', 'x', 1],
      ['w', 'y', 1],
    ];
    const torn = registers(
      wrote,
      [
        ['r', 'x', 1],
        ['r', 'y', null],
      ],
      [
        ['r', 'y', null],
        ['r', 'x', 1],
      ],
    );
    const by = (columns: Columns, model: string, ids: readonly number[]) =>
      message(columns, { kind: 'commit-order', model, order: ids }, 'legal');
    const reason = (id: number) =>
      `#${id} had seen #0, and read a key that it wrote from the initial state before it`;
    expect(by(torn, 'read-committed', [0, 1, 2])).toBeUndefined();
    expect(by(torn, 'monotonic-atomic-view', [0, 1, 2])).toBe(reason(1));
    const late = registers(wrote, [
      ['r', 'y', null],
      ['r', 'x', 1],
    ]);
    expect(by(late, 'monotonic-atomic-view', [0, 1])).toBeUndefined();
    expect(by(late, 'read-atomic', [0, 1])).toBe(reason(1));
    const passed = registers(
      wrote,
      [
        ['r', 'x', 1],
        ['w', 'z', 1],
      ],
      [
        ['r', 'z', 1],
        ['r', 'x', null],
      ],
    );
    expect(by(passed, 'read-atomic', [0, 1, 2])).toBeUndefined();
    expect(by(passed, 'causal-cerone', [0, 1, 2])).toBe(reason(2));
    expect(by(passed, 'read-committed', [1, 0, 2])).toBe(
      '#1 read from #0, which does not precede it',
    );
  });
});

describe('cycles', () => {
  const skew = concurrent('rxay1', 'ryax1');
  const step = (from: number, to: number, kind: 'ww' | 'wr' | 'rw' | 'realtime', key?: string) => ({
    from,
    to,
    kind,
    ...(key === undefined ? {} : { key }),
  });
  const right = [step(0, 1, 'rw', 'x'), step(1, 0, 'rw', 'y')];

  test.each([
    ['serializable', right, undefined],
    ['snapshot-isolation', right, 'snapshot-isolation allows a cycle of rw, rw'],
    ['serializable', right.slice(0, 1), 'the step to #1 is followed by one from #0'],
    [
      'serializable',
      [right[0]!, step(1, 0, 'rw', 'x')],
      'nothing shows that #0 overwrote what #1 read of the key',
    ],
    [
      'serializable',
      [right[0]!, step(1, 0, 'wr', 'y')],
      '#0 did not read what #1 wrote last to the key',
    ],
    [
      'serializable',
      [right[0]!, step(1, 0, 'ww', 'y')],
      'nothing shows that #1 wrote the key before #0',
    ],
    [
      'strong-serializable',
      [right[0]!, step(1, 0, 'realtime')],
      '#1 was not before #0 by real time',
    ],
    [
      'serializable',
      [right[0]!, step(1, 0, 'rw', 'q')],
      'the step from #1 to #0 names no key of the history',
    ],
    [
      'serializable',
      [step(0, 9, 'rw', 'x'), step(9, 0, 'rw', 'y')],
      'nothing shows that #9 overwrote what #0 read of the key',
    ],
    ['serializable', [], 'a cycle has steps'],
    ['linearizable', right, 'no cycle shows that linearizable is violated'],
  ] as const)('%s by %j', (model, steps, reason) => {
    expect(message(skew, { kind: 'cycle', model, steps }, 'illegal')).toBe(reason);
  });

  test('of registers only what was read and overwritten is ordered', () => {
    const steps = [
      { from: 0, to: 1, kind: 'ww', key: 'x' },
      { from: 1, to: 0, kind: 'rw', key: 'y' },
    ] as const;
    const certificate = { kind: 'cycle', model: 'serializable', steps } as const;
    const blind = registers(
      [
        ['w', 'x', 1],
        ['w', 'y', 1],
      ],
      [
        ['r', 'y', null],
        ['w', 'x', 2],
      ],
    );
    expect(message(blind, certificate, 'illegal')).toBe(
      'nothing shows that #0 wrote the key before #1',
    );
    const update = registers(
      [
        ['w', 'x', 1],
        ['w', 'y', 1],
      ],
      [
        ['r', 'y', null],
        ['r', 'x', 1],
        ['w', 'x', 2],
      ],
    );
    expect(message(update, certificate, 'illegal')).toBeUndefined();
  });

  test('of a crashed transaction somebody must have seen something', () => {
    const certificate = { kind: 'cycle', model: 'serializable', steps: right } as const;
    expect(message(concurrent('rxay1', 'ryax1?'), certificate, 'illegal')).toBe(
      'nobody knows that #1 took effect',
    );
  });
});

describe('cores', () => {
  const lost = registers(
    [
      ['r', 'x', null],
      ['w', 'x', 1],
    ],
    [
      ['r', 'x', null],
      ['w', 'x', 2],
    ],
    [['w', 'y', 1]],
  );
  test.each([
    ['snapshot-isolation', [0, 1], undefined],
    ['prefix', [0, 1], '#0, #1 keep prefix'],
    ['snapshot-isolation', [0, 2], '#0, #2 keep snapshot-isolation'],
    ['snapshot-isolation', [0, 0], '#0 stands twice in the core'],
    ['snapshot-isolation', [0, 5], 'there is no transaction #5'],
    ['linearizable', [0, 1], 'no core shows that linearizable is violated'],
  ] as const)('%s by %j', (model, operations, reason) => {
    expect(message(lost, { kind: 'core', model, operations }, 'illegal')).toBe(reason);
  });

  test('a large one is left alone, without being called wrong', () => {
    const operations = Array.from({ length: 11 }, (_, at) => at);
    const [problem] = transactionVerifier(lost)(
      { kind: 'core', model: 'serializable', operations },
      'illegal',
    );
    expect(isLimitProblem(problem!)).toBe(true);
  });

  test('an element that was appended twice orders nothing', () => {
    expect(
      message(
        concurrent('ax1', 'ax1', 'rx1'),
        { kind: 'core', model: 'serializable', operations: [0, 1] },
        'illegal',
      ),
    ).toBe('#0 appended what was appended twice: nobody can say where it stands');
  });
});

describe('anomalies of reads', () => {
  const witness = (kind: string, operations: readonly number[]): Verdict => ({
    kind: 'illegal',
    checker: 'serializable',
    algorithm: 'transactions',
    effort: { judged: 0, configurations: 0 },
    anomalies: [{ kind, message: '', operations, explanation: [] }],
    certificate: { kind: 'witness', operations, records: [] },
  });

  test.each([
    ['G1a', concurrent('ax1!', 'rx1'), concurrent('ax1', 'rx1')],
    ['G1b', concurrent('ax1ax2', 'rx1'), concurrent('ax1ax2', 'rx12')],
    ['garbage-read', concurrent('ax1', 'rx12'), concurrent('ax1', 'ax2', 'rx12')],
    ['future-read', concurrent('ry', 'rx1ax1'), concurrent('ax1', 'rx1')],
    ['internal', concurrent('ay1', 'ax1rx'), concurrent('ay1', 'ax1rx1')],
    ['duplicate-elements', concurrent('ax1', 'rx11'), concurrent('ax1', 'rx1')],
    ['incompatible-order', concurrent('rx12', 'rx21'), concurrent('rx12', 'rx1')],
    ['dirty-update', concurrent('ax1!', 'ax2', 'rx12'), concurrent('ax1', 'ax2', 'rx12')],
    ['lost-update', concurrent('rxax1', 'rxax2'), concurrent('rxax1', 'rx1ax2')],
    ['fractured-read', concurrent('ax1ay1', 'rx1ry'), concurrent('ax1ay1', 'rx1ry1')],
  ] as [string, ListHistory, ListHistory][])('%s', (kind, shown, absent) => {
    const all = (columns: ListHistory) => Array.from({ length: columns.size }, (_, id) => id);
    expect(verifyTransactions(shown, witness(kind, all(shown)))).toEqual([]);
    expect(verifyTransactions(absent, witness(kind, [0, 1]))).toEqual([
      { message: `#0, #1 show no ${kind}` },
    ]);
  });

  test('what the verifier does not know it does not believe', () => {
    expect(verifyTransactions(concurrent('ax1'), witness('cyclic-versions', [0]))).toEqual([
      { message: 'the verifier has no test of its own for cyclic-versions' },
    ]);
  });
});

test('verdicts of the checker are proven, whatever is expected', () => {
  const kinds = new Map<string, number>();
  for (let seed = 1; seed <= 150; seed++) {
    const transactions = randomLists(seeded(seed), { transactions: 6, keys: 2, micros: 3 });
    const history = toHistory(eventsOf(transactions));
    for (const model of ['strong-serializable', 'snapshot-isolation', 'read-atomic']) {
      const verdict = transactional({ kind: 'list-append', expect: [model] }).check(history);
      if (verdict.kind === 'unknown') continue;
      const kind = `${verdict.kind} ${verdict.certificate.kind}`;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      expect(verifyTransactions(transactionsOfHistory(history, 'list-append'), verdict)).toEqual(
        [],
      );
    }
  }
  for (const kind of ['legal commit-order', 'illegal witness', 'illegal cycle']) {
    expect(kinds.get(kind)).toBeGreaterThan(20);
  }
});
