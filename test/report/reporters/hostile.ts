/**
 * One report of each kind whose every text is somebody's: keys, values, names of clients, servers
 * and systems, files, errors, messages of checkers. With tame texts it is the same report, so that
 * what a text does to its structure can be seen.
 */

import type { Audit } from '../../../checkers/audit/audit.js';
import type { Verdict } from '../../../checkers/verdict.js';
import type { Counterexample } from '../../../src/report/counterexample.js';
import type { Report } from '../../../src/report/report.js';
import { counterexample, operation, states, stray, violated } from '../build-counterexample.js';
import { CLEAN, ILLEGAL, staleRead } from '../reports.js';

/** What must not be taken for structure by any format. */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  script: '<script>alert(1)</script><img src=x onerror=alert(1)>',
  endings: ']]> --> */ </details> </pre> </failure> "}]}',
  quotes: `"'\`\\"`,
  fences: '```\n``````\n~~~~\n```mermaid\nflowchart LR',
  table: 'a | b |\n| --- | --- |',
  lists: '- item\n1. one\n# title\n> quote\n===',
  links: '@octocat #123 octo/repo#4 GH-5 :tada: https://example.org www.example.org a@b.example',
  markup: '*bold* _it_ ~~no~~ [x](y) ![i](j) [^1] $x^2$ &amp; &#35; <!-- c -->',
  commands: '%0A::error::no\n::set-output name=a::b%0D,:',
  mermaid: 'end\nNote over p0: x; participant q #quot; %% {} -->> subgraph',
  ansi: '\u001b[2J\u001b[31mred\u001b]0;title\u0007\u009b31m',
  control: '\u0000\u0001\b\u007f\u0085\ufffe\uffff',
  lines: 'one\ntwo\r\n\tthree\u2028four\u2029five',
  bidirectional: 'a\u202edcba\u2066x\u2069',
  surrogate: '\ud800 and \udfff',
  emoji: '🪨👩\u200d🚀漢字 e\u0301',
  prototype: '__proto__',
  long: 'x'.repeat(1 << 20),
};

/** A counterexample in which all that is somebody's is `text`, told apart by a number. */
function counterexampleOf(text: string): Counterexample {
  const [c0, c1, n0, n1] = [1, 2, 3, 4].map((at) => `${at}${text}`) as [
    string,
    string,
    string,
    string,
  ];
  return counterexample(
    'kv-bad0',
    { name: `s${text}`, bugs: [`b${text}`] },
    {
      clients: [c0, c1],
      servers: [n0, n1],
      operations: [
        operation(1, c0, `write${text}`, { key: text, input: text, startUs: 0, endUs: 2000 }),
        operation(2, c1, 'read', { key: text, output: [text], startUs: 1000, endUs: 3000 }),
        operation(3, c0, 'read', { outcome: 'fail', error: text, startUs: 4000, endUs: 5000 }),
      ],
      states: states([0, n0, text], [2500, n1, `${text}1`]),
      messages: [
        stray('late', 500, 'op 11', [`t${text}`, c0, n1], 1000),
        stray('drop', 700, 'op 12', [`t${text}`, c1, n0]),
      ],
      faults: [
        {
          fault: { kind: 'pause', id: 'f1', node: n0, atUs: 1, forUs: 1 },
          beganUs: 1500,
          endedUs: 2500,
          effects: 1,
        },
      ],
      endUs: 7500,
    },
    [
      violated(`lin${text}`, {
        kind: `k${text}`,
        message: `#1 read ${text}`,
        operations: [0, 1],
        key: text,
        explanation: [`#0 returned ${text}.`, text],
      }),
      { checker: `h${text}`, kind: 'legal', anomalies: [] },
    ],
  );
}

/** A verdict whose words are `text`. */
function verdictOf(text: string): Verdict {
  if (ILLEGAL.kind !== 'illegal') throw new Error('it is illegal');
  const [anomaly] = ILLEGAL.anomalies;
  const told = { ...anomaly, message: text, explanation: [text, `- ${text}`], key: text };
  return { ...ILLEGAL, checker: `c${text}`, algorithm: `a${text}`, anomalies: [told] };
}

/** Reports of every kind made of `text`, by name. */
export function reportsOf(text: string): Readonly<Record<string, Report>> {
  const found = {
    kind: 'counterexample',
    counterexample: counterexampleOf(text),
    path: `.skerry/${text}.json`,
    systemPath: `./${text}.mjs`,
  } as const;
  const unknown: Verdict = {
    checker: `c${text}`,
    algorithm: text,
    effort: { judged: 1, configurations: 0 },
    kind: 'unknown',
    reason: text,
    progress: text,
  };
  return {
    counterexample: found,
    campaign: {
      kind: 'campaign',
      summary: { ...CLEAN, system: text, bugs: [text], workload: text, violations: 1 },
      found,
    },
    clean: {
      kind: 'campaign',
      summary: { ...CLEAN, system: text, workload: text, marks: new Map([[text, 1]]) },
    },
    history: {
      kind: 'history',
      file: text,
      history: staleRead(text, [`${text}1`, `${text}2`]),
      verdict: verdictOf(text),
      model: text,
      lines: new Map([[3, 7]]),
    },
    unknown: { kind: 'history', file: text, history: staleRead(text), verdict: unknown },
    audit: { kind: 'audit', file: text, expected: [], audit: auditOf(text, unknown) },
  };
}

function auditOf(text: string, unknown: Verdict): Audit {
  return {
    subject: text,
    judged: 3,
    configurations: 0,
    standings: [],
    strongest: [],
    weakestViolated: [],
    anomalies: [
      {
        kind: `k${text}`,
        breaks: [text],
        count: 2,
        examples: [
          {
            kind: `k${text}`,
            message: text,
            operations: [0, 1],
            key: text,
            explanation: [text],
            steps: [
              { from: 0, to: 1, kind: 'rw', key: text, because: text },
              { from: 1, to: 0, kind: 'wr', key: text, because: text },
            ],
          },
        ],
      },
    ],
    checks: [{ name: `n${text}`, verdict: unknown }],
  };
}
