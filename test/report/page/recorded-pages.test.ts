/**
 * Golden pages of recorded histories: judged by one checker, and by all.
 */

import { describe, expect, test } from 'vitest';
import { linearizable } from '../../../checkers/linearizability/linearizable.js';
import { modelNamed } from '../../../checkers/models/index.js';
import type { Verdict } from '../../../checkers/verdict.js';
import type { Event } from '../../../src/history/event.js';
import { toHistory } from '../../../src/history/history.js';
import { auditPage } from '../../../src/report/page/audit-page.js';
import { historyPage } from '../../../src/report/page/history-page.js';
import { listAudits, objectAudits, registerAudits } from '../audit-histories.js';
import { describedPage } from './described-page.js';

/** A compare-and-set that nobody answered, seen by one read and not by the next. */
function compareAndSet(ms: (at: number) => number | undefined): Event[] {
  const steps: readonly (readonly [Event['process'], Event['type'], string, Event['value']])[] = [
    [0, 'invoke', 'write', 1],
    [0, 'ok', 'write', 1],
    [1, 'invoke', 'cas', [1, 2]],
    [2, 'invoke', 'read', null],
    [2, 'ok', 'read', 2],
    [1, 'info', 'cas', [1, 2]],
    [0, 'invoke', 'read', null],
    [0, 'ok', 'read', 1],
  ];
  return steps.map(([process, type, f, value], index) => {
    const time = ms(index);
    const timed = time === undefined ? {} : { timeNs: time * 1_000_000 };
    return { index, process, type, f, value, ...timed };
  });
}

describe('judged by one checker', () => {
  const history = toHistory(compareAndSet((at) => at * at));
  const verdict = linearizable(modelNamed('cas-register')).check(history);
  const report = { kind: 'history', file: 'history.edn', history, verdict } as const;

  test('illegal, with times, and as far as it can be ordered', async () => {
    const partialOrder = {
      model: 'cas-register',
      operations: [0, 1, 2, 3],
      initial: 'null',
      order: [0, 1, 2].map((operation) => ({ operation, state: operation === 0 ? '1' : '2' })),
      stuck: [{ operation: 3, because: '#3 read 1, but the register holds 2' }],
      alternatives: 0,
    };
    const page = historyPage({ ...report, model: 'cas-register', partialOrder });
    await expect(describedPage(page)).toMatchFileSnapshot('golden/history-illegal.txt');
  });

  test('without times there are no plots', () => {
    const plain = toHistory(compareAndSet(() => undefined));
    const kinds = historyPage({ ...report, history: plain }).sections.map(({ kind }) => kind);
    expect(kinds).toEqual(['why', 'history', 'checks', 'counts']);
  });

  test.each(['legal', 'unknown'] as const)('%s', (kind) => {
    const base = { checker: 'linearizable', algorithm: 'search', effort: verdict.effort };
    const certificate = { kind: 'witness', operations: [], records: [] } as const;
    const other: Verdict =
      kind === 'legal'
        ? { ...base, kind, certificate }
        : { ...base, kind, reason: 'the budget ended at #2', progress: 'half of it' };
    const page = historyPage({ ...report, verdict: other });
    const [first, second] = page.sections;
    expect(page.outcome).toBe(kind === 'legal' ? 'clean' : 'unknown');
    expect(first?.kind === 'history' && first.roles).toEqual([]);
    expect(second?.kind === 'checks' && second.checks).toEqual([
      {
        name: 'linearizable',
        outcome: kind,
        text: kind === 'legal' ? 'every operation fits' : 'the budget ended at #3 half of it',
      },
    ]);
  });

  test('nothing at all', () => {
    const nothing = toHistory([]);
    const empty = linearizable(modelNamed('register')).check(nothing);
    const { outcome, sections } = historyPage({ ...report, history: nothing, verdict: empty });
    expect(outcome).toBe('clean');
    expect(sections.map(({ kind }) => kind)).toEqual(['history', 'checks', 'counts']);
  });
});

describe('judged by all', () => {
  test.each([
    ['write-skew', listAudits['writeSkew']!, ['serializable', 'snapshot-isolation']],
    ['circular-reads', listAudits['circularReads']!, []],
    ['undecided', registerAudits['undecided']!, []],
    ['register', objectAudits['sequentialRegister']!, []],
  ] as const)('%s', async (name, audit, expected) => {
    const page = auditPage({ kind: 'audit', file: 'on-call.edn', audit: audit(), expected });
    await expect(describedPage(page)).toMatchFileSnapshot(`golden/audit-${name}.txt`);
  });

  test('every kind of history has a page whose edges join its nodes', () => {
    for (const audits of [listAudits, registerAudits, objectAudits]) {
      for (const audit of Object.values(audits)) {
        const page = auditPage({ kind: 'audit', file: 'x', audit: audit(), expected: [] });
        for (const section of page.sections) {
          if (section.kind !== 'cycle') continue;
          for (const { from, to } of section.edges) {
            expect(section.nodes[from]).toBeDefined();
            expect(section.nodes[to]).toBeDefined();
          }
        }
      }
    }
  });
});
