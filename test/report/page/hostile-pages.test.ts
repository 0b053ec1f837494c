/**
 * Whatever stands in keys, values, processes, errors and names of files changes no page's markup,
 * and makes it no longer than a page may be.
 */

import { describe, expect, test } from 'vitest';
import { linearizable } from '../../../checkers/linearizability/linearizable.js';
import { auditEvents } from '../../../checkers/audit/audit-events.js';
import { modelNamed } from '../../../checkers/models/index.js';
import type { Event } from '../../../src/history/event.js';
import { toHistory } from '../../../src/history/history.js';
import type { Value } from '../../../src/history/value.js';
import { htmlReport } from '../../../src/report/page/build.js';
import type { Report } from '../../../src/report/report.js';

const asset = (text: string) => ({ text, hash: 'a' });

const ASSETS = {
  script: asset('script()'),
  style: asset('style{}'),
  libraries: { uplot: asset('uplot()'), dagre: asset('dagre()') },
  skerry: '0.0.0',
};

const HOSTILE: readonly (readonly [name: string, text: string])[] = [
  ['markup', `<script>alert(1)</script><img src=x onerror=alert(1)>`],
  ['an end of a script', '</script><!--<script>'],
  ['quotes', `"'\`\\" onload="alert(1)`],
  ['patterns of replace', "$& $` $' $1 $$"],
  ['emoji', '👩‍👩‍👧‍👦🇪🇺é\u0301'],
  ['control characters', '\u0000\u001b[31m\r\n\t\u0007\u009b'],
  ['ends of lines', '\u2028\u2029\u0085'],
  ['hidden and reversed', '\u202egnp.exe\u2066\u200b\ufeff'],
  ['half a character', '\ud800 and \udc00'],
  ['a megabyte', 'x'.repeat(2 ** 20)],
  ['references', '#0 T1 "#1"'],
  ['names of objects', '__proto__'],
];

/** A stale read, with the text as key, as values and in an error. */
function recorded(text: string): Event[] {
  const steps: readonly (readonly [number, Event['type'], string, Value])[] = [
    [0, 'invoke', 'put', text],
    [0, 'ok', 'put', text],
    [1, 'invoke', 'get', null],
    [2, 'invoke', 'put', `${text} again`],
    [1, 'ok', 'get', null],
    [2, 'info', 'put', `${text} again`],
  ];
  return steps.map(([process, type, f, value], index) => ({
    index,
    process,
    type,
    f,
    key: text,
    value,
    timeNs: 1000 * index,
    ...(type === 'info' ? { error: text } : {}),
  }));
}

/** Two transactions that read one another, on keys that are the text. */
function transactions(text: string): Event[] {
  const other = `${text}2`;
  const steps: readonly (readonly [number, Event['type'], Value])[] = [
    [
      0,
      'invoke',
      [
        ['append', text, 1],
        ['r', other, null],
      ],
    ],
    [
      1,
      'invoke',
      [
        ['append', other, 1],
        ['r', text, null],
      ],
    ],
    [
      0,
      'ok',
      [
        ['append', text, 1],
        ['r', other, [1]],
      ],
    ],
    [
      1,
      'ok',
      [
        ['append', other, 1],
        ['r', text, [1]],
      ],
    ],
  ];
  return steps.map(([process, type, value], index) => ({ index, process, type, f: 'txn', value }));
}

function historyReport(text: string): Report {
  const history = toHistory(recorded(text));
  const verdict = linearizable(modelNamed('key-value')).check(history);
  return { kind: 'history', file: `${text}.edn`, history, verdict, model: text };
}

function auditReport(text: string): Report {
  const audit = auditEvents(transactions(text));
  return { kind: 'audit', file: text, audit, expected: [] };
}

/** The tags of a page, in order, with the names of what they say. */
function structureOf(html: string): string[] {
  return html.match(/<\/?[a-z!][^>]*>/gi) ?? [];
}

describe.each([
  ['of a history', historyReport],
  ['of transactions', auditReport],
])('the page %s', (_, reportOf) => {
  const plain = structureOf(htmlReport(reportOf('x'), ASSETS));

  test.each(HOSTILE)('%s', (_name, text) => {
    const html = htmlReport(reportOf(text), ASSETS);
    expect(structureOf(html)).toEqual(plain);
    expect(html.length).toBeLessThan(60_000);
    expect(html).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/);
    const json = /<script type="application\/json"[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    expect(() => void JSON.parse(json)).not.toThrow();
  });
});
