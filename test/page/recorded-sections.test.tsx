/**
 * Sections of recorded histories, transactions and campaigns as their components draw them, without
 * a browser.
 */

import { render } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { linearizable } from '../../checkers/linearizability/linearizable.js';
import { modelNamed } from '../../checkers/models/index.js';
import { Page } from '../../src/browser/page.js';
import { toHistory } from '../../src/history/history.js';
import { pageData } from '../../src/report/page/build.js';
import type { Report } from '../../src/report/report.js';
import { listAudits, objectAudits } from '../report/audit-histories.js';
import { longRegister } from '../report/page/long-register.js';

/** The markup of a report's page. */
function drawn(report: Report): string {
  return render(<Page data={pageData(report, '0.0.0')} />);
}

/** What a reader reads, without the markup. */
function textOf(markup: string): string {
  return markup.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

function historyReport(operations: number): Report {
  const history = toHistory(longRegister({ operations, expected: 'illegal', crashes: 0.01 }));
  const verdict = linearizable(modelNamed('register')).check(history);
  return { kind: 'history', file: 'register.edn', history, verdict };
}

function auditReport(name: string, expected: readonly string[] = []): Report {
  const audit = (listAudits[name] ?? objectAudits[name])!();
  return { kind: 'audit', file: 'lists.edn', audit, expected };
}

describe('a history', () => {
  const markup = drawn(historyReport(600));
  const text = textOf(markup);

  test('opens at the operation that is wrong, with its bar and in words', () => {
    expect(text).toMatch(/#\d+ read → \d+, process p\d+, ok, [\d.]+ ms to [\d.]+ ms, the one/);
    expect(markup).toMatch(/class="history-bar ok offending selected"/);
    expect(markup.match(/class="history-bar [a-z]+ involved /g)?.length).toBeGreaterThan(0);
  });

  test('draws what is in sight, and no more', () => {
    const bars = markup.match(/data-place="\d+"/g) ?? [];
    expect(bars.length).toBeGreaterThan(10);
    expect(bars.length).toBeLessThan(200);
    expect(text).toContain(`${bars.length} of 600 operations in sight.`);
  });

  test('names its plots, and what became of its operations', () => {
    for (const title of ['Latency of each operation', 'Operations a second', 'answered']) {
      expect(text).toContain(title);
    }
    expect(text).toMatch(/function all ok failed no answer share ok read \d+ \d+ 0 \d+ \d+ %/);
  });

  test('a long one says that it is being read, so that the rest is painted', () => {
    const long = textOf(drawn(historyReport(20_100)));
    expect(long).toContain('Reading 20,100 operations …');
    expect(long).toContain('Latency of each operation');
  });

  test('one without operations says so', () => {
    const history = toHistory([]);
    const verdict = linearizable(modelNamed('register')).check(history);
    const empty = drawn({ kind: 'history', file: 'x', history, verdict });
    expect(textOf(empty)).toContain('Nobody did anything.');
  });
});

describe('transactions', () => {
  test('edges say what they are to those who see no colours, and nothing at all', () => {
    const markup = drawn(auditReport('writeSkew', ['serializable']));
    expect(markup).toContain('aria-label="T1 before T2, rw &quot;x&quot;: because T1 did not');
    expect(textOf(markup)).toMatch(/◆ rw/);
    expect(markup).toMatch(/stroke-dasharray="4 4"/);
    expect(textOf(markup)).toMatch(/T1 \(#2\) T2 \(#1\) rw/);
  });

  test('models stand with a sign, those with the same reason in one row', () => {
    const text = textOf(drawn(auditReport('circularReads')));
    expect(text).toMatch(/✗ Violated \(\d+\) model because/);
    expect(text).toMatch(/\? Undecided \(\d+\)/);
    expect(text).toMatch(/serializable, [a-z, -]+ follows from/);
  });

  test('checks stand with a sign', () => {
    const text = textOf(drawn(auditReport('lostElement')));
    expect(text).toMatch(/✗ violated/);
  });
});

test('nothing is drawn of what is not there', () => {
  const reports = [
    historyReport(300),
    ...[...Object.keys(listAudits), ...Object.keys(objectAudits)].map((name) => auditReport(name)),
  ];
  for (const report of reports) {
    expect(drawn(report)).not.toMatch(/undefined|NaN|\[object/);
  }
});
