/**
 * Every text report on narrow and wide pages, with box characters and with ASCII: no line is wider
 * than the page, and what belongs under each other stands under each other.
 */

import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/cli.js';
import { PLAIN } from '../../src/report/palette.js';
import type { Counterexample } from '../../src/report/counterexample.js';
import type { Report } from '../../src/report/report.js';
import { textReport } from '../../src/report/reporters/text.js';
import { displayWidth } from '../../src/report/width.js';
import { listAudits, objectAudits, registerAudits } from './audit-histories.js';
import { counterexample, operation, states, stray, violated } from './build-counterexample.js';
import { CLEAN, REPORTS } from './reports.js';
import { reportsOf } from './reporters/hostile.js';
import { hostile, manyClients, unshrunk } from './unruly-counterexamples.js';

const PAGES = [40, 80, 100].flatMap((columns) => [
  { columns, ascii: false },
  { columns, ascii: true },
]);

/** Names, keys, values and states that take two columns a character, or none. */
const wide: Counterexample = counterexample(
  'kv-wide',
  { name: '鍵値', bugs: ['🪨'] },
  {
    clients: ['顧客', 'c1'],
    servers: ['漢', 'n1'],
    operations: [
      operation(1, '顧客', 'write', { key: '鍵', input: '値段', startUs: 0, endUs: 9000 }),
      operation(2, 'c1', 'read', { key: '🪨', output: '👩 é', startUs: 1000, endUs: 3000 }),
      operation(3, 'c1', 'read', { key: 'e\u0301', output: null, startUs: 4000, endUs: 5000 }),
    ],
    states: states([0, '漢', '空'], [2000, '漢', '値段値段'], [0, 'n1', '-'], [3000, 'n1', '🪨🪨']),
    messages: [stray('late', 2000, 'op 11', ['保存', '顧客', '漢'], 4000)],
    faults: [],
    endUs: 9000,
  },
  [
    violated('一貫性', {
      kind: 'non-linearizable',
      message: '#2 read null',
      operations: [0, 2],
      explanation: [
        '#0 wrote 値段, 🪨 and é, which is a long sentence that needs two lines or so.',
      ],
    }),
  ],
);

const AUDITS = Object.entries({ ...listAudits, ...registerAudits, ...objectAudits });
const ALL: readonly (readonly [string, () => Report])[] = [
  ...Object.entries(REPORTS),
  ...Object.entries({ wide, hostile, manyClients, unshrunk }).map(
    ([name, found]) =>
      [name, (): Report => ({ kind: 'counterexample', counterexample: found })] as const,
  ),
  ...AUDITS.map(
    ([name, audit]) =>
      [
        `audit ${name}`,
        (): Report => ({ kind: 'audit', file: 'h.edn', audit: audit(), expected: [] }),
      ] as const,
  ),
  ...Object.entries(reportsOf('🪨漢字'.repeat(20))).map(
    ([name, report]) => [`emoji ${name}`, () => report] as const,
  ),
];

describe.each(PAGES)('$columns columns, ascii $ascii', (page) => {
  test.each(ALL)('%s', (_, report) => {
    const text = textReport(report(), page);
    expect(widest(text)).toBeLessThanOrEqual(page.columns);
    if (page.ascii) expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    else expect(strayBars(text)).toEqual([]);
  });

  test('campaigns in one table', () => {
    const summaries = [CLEAN, { ...CLEAN, system: '漢字🪨', bugs: ['x'], violations: 12_345 }];
    const reports = summaries.map((summary): Report => ({ kind: 'campaign', summary }));
    for (const report of reports) {
      const [head = '', row = ''] = textReport(report, page).split('\n');
      const cells = (line: string): number => line.trim().split(/ {2,}/).length;
      expect(cells(row)).toBe(cells(head));
      expect(displayWidth(row)).toBeLessThanOrEqual(page.columns);
    }
  });
});

describe.each([80])('measurements on %d columns', (columns) => {
  test.each([[[]], [['--each-fault']], [['--sweep', 'servers=3,5']]])('%j', async (more) => {
    const printed: string[] = [];
    const terminal = {
      print: (text: string) => void printed.push(text),
      remark: () => {},
      palette: PLAIN,
      columns,
      isLive: false,
    };
    const argv = ['measure', '--system', 'abd', '--runs', '3', '--seed', '1', '--ascii', ...more];
    await runCli(argv, terminal);
    expect(printed.join('\n')).toMatch(/^[\n\x20-\x7e]+$/);
    expect(widest(printed.join('\n'))).toBeLessThanOrEqual(columns);
  });
});

function widest(text: string): number {
  return Math.max(...text.split('\n').map(displayWidth));
}

const BARS = new Set(['┌', '│', '┊', '└']);

/** Rows of timelines with a bar that stands under the beginning of no lane's name. */
function strayBars(text: string): string[] {
  return text.split('\n\n').flatMap((block) => {
    const [head = '', ...rows] = block.split('\n');
    // The drawing of a cycle has corners, but no lanes.
    if (!rows.some((row) => /[┌└] /.test(row)) || /[▶▼]/.test(block)) return [];
    const names = cellsOf(head);
    const starts = new Set(
      names.flatMap((sign, at) => (sign !== ' ' && (names[at - 1] ?? ' ') === ' ' ? [at] : [])),
    );
    return rows.filter((row) => cellsOf(row).some((sign, at) => BARS.has(sign) && !starts.has(at)));
  });
}

/** What stands in each column; the second column of a wide character holds nothing. */
function cellsOf(line: string): string[] {
  return Array.from(line).flatMap((sign) => {
    const width = displayWidth(sign);
    return width === 0 ? [] : width === 2 ? [sign, ''] : [sign];
  });
}
