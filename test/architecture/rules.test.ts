/**
 * Each architecture rule is shown a small file that breaks it and one that does not: a rule that
 * cannot complain guards nothing.
 */

import { describe, expect, test } from 'vitest';
import { banComplaints } from './bans.js';
import { docstringComplaints, headerComplaints } from './documentation.js';
import { importsOf } from './imports.js';
import { frontComplaints, layerComplaints } from './layers.js';
import { defaultExportComplaints, machinePathComplaints, nameComplaints } from './names.js';
import { orphanComplaints } from './orphans.js';
import {
  fileLengthComplaints,
  functionLengthComplaints,
  lineLengthComplaints,
  medianComplaints,
} from './sizes.js';
import { sourceFile, type SourceFile } from './source-file.js';

type Rule = (files: readonly SourceFile[]) => readonly string[];

const judge = (rule: Rule, path: string, text: string): readonly string[] =>
  rule([sourceFile(path, text)]);
const lines = (count: number): string => 'x;\n'.repeat(count);

test('imports of every form are seen, with their lines', () => {
  const text = [
    `import { a } from './a.js';`,
    `import type { B } from '../history/b.js';`,
    `export * from './c.js';`,
    `export { d } from './d.js';`,
    `import '../e.js';`,
    `type F = import('./f.js').F;`,
    `const g = await import('./g.js');`,
    `const h = new URL('./h.js', import.meta.url);`,
    `import { readFile } from 'node:fs/promises';`,
    `import { i } from '@scope/i/deep';`,
  ].join('\n');
  const found = importsOf(sourceFile('src/run/file.ts', text));
  expect(found.map(({ line, target }) => `${line} ${target}`)).toEqual([
    '1 src/run/a.ts',
    '2 src/history/b.ts',
    '3 src/run/c.ts',
    '4 src/run/d.ts',
    '5 src/e.ts',
    '6 src/run/f.ts',
    '7 src/run/g.ts',
    '8 src/run/h.ts',
    '9 node:fs',
    '10 @scope/i',
  ]);
});

describe('layers', () => {
  const forbidden: readonly (readonly [path: string, specifier: string])[] = [
    ['src/simulator/kernel.ts', '../generate/dice.js'],
    ['src/simulator/kernel.ts', '../../checkers/verdict.js'],
    ['checkers/queues/queue.ts', '../../src/simulator/kernel.js'],
    ['src/history/event.ts', '../trace/trace.js'],
    ['src/scenario/scenario.ts', '../trace/trace.js'],
    ['src/generate/dice.ts', '../simulator/kernel.js'],
    ['src/shrink/minimize.ts', '../report/text.js'],
    ['src/shrink/minimize.ts', '../simulator/kernel.js'],
    ['src/run/campaign.ts', '../systems/abd.js'],
    ['src/run/campaign.ts', '../../workloads/register.js'],
    ['src/run/campaign.ts', '../cli/main.js'],
    ['src/matchers/survive.ts', '../../workloads/register.js'],
    ['src/matchers/survive.ts', '../cli/palette.js'],
    ['src/record/recorder.ts', '../matchers/survive.js'],
    ['src/matchers/survive.ts', 'vitest'],
    ['src/jest/index.ts', 'vitest'],
    ['src/vitest/index.ts', '@jest/globals'],
    ['src/cli/main.ts', '../../test/history/samples.js'],
    ['src/cli/main.ts', '../../bench/bugs.js'],
    ['src/cli/main.ts', '../index.js'],
    ['checkers/models/register.ts', '../index.js'],
    ['checkers/index.ts', '../src/history/event.js'],
    ['src/index.ts', './vitest/index.js'],
    ['src/drawer/thing.ts', '../history/event.js'],
    ['src/report/text.ts', 'chalk'],
    ['src/run/campaign.ts', 'vitest'],
    ['src/vitest/index.ts', 'commander'],
    ['src/simulator/kernel.ts', 'zod'],
    ['checkers/linearizability/search.ts', 'zod'],
    ['src/simulator/kernel.ts', 'fast-check'],
    ['src/report/html.ts', 'node:fs'],
    ['src/report/html.ts', 'preact'],
    ['src/browser/page.tsx', '../report/escape.js'],
    ['src/browser/page.tsx', 'node:fs'],
    ['src/cli/main.ts', '../browser/page.js'],
  ];
  test.each(forbidden)('%s may not import %s', (path, specifier) => {
    const complaints = judge(layerComplaints, path, `\nimport '${specifier}';\n`);
    expect(complaints).toEqual([expect.stringMatching(new RegExp(`^${path}:2 `))]);
  });

  const allowed: readonly (readonly [path: string, specifier: string])[] = [
    ['src/simulator/kernel.ts', '../assert.js'],
    ['src/simulator/kernel.ts', '../history/event.js'],
    ['src/trace/posting.ts', '../scenario/scenario.js'],
    ['src/run/campaign.ts', '../../checkers/verdict.js'],
    ['src/run/store.ts', 'node:fs'],
    ['src/cli/list.ts', '../../workloads/index.js'],
    ['src/cli/list.ts', '../systems/abd.js'],
    ['src/cli/main.ts', 'commander'],
    ['src/vitest/index.ts', 'vitest'],
    ['src/jest/index.ts', '../matchers/matchers.js'],
    ['src/record/recorder.ts', '../run/write-file.js'],
    ['src/index.ts', './run/campaign.js'],
    ['test/any.test.ts', '../src/simulator/kernel.js'],
    ['bench/bugs.ts', '../src/systems/abd.js'],
  ];
  test.each(allowed)('%s may import %s', (path, specifier) => {
    expect(judge(layerComplaints, path, `import '${specifier}';\n`)).toEqual([]);
  });

  test('code of the browser knows types of report only', () => {
    const types = `import type { A } from '../report/page/page-data.js';`;
    expect(judge(layerComplaints, 'src/browser/page.tsx', types)).toEqual([]);
    const others = `import type { A } from '../history/event.js';`;
    expect(judge(layerComplaints, 'src/browser/page.tsx', others)).toHaveLength(1);
  });

  test('type imports obey too', () => {
    const text = `export type Run = import('../run/campaign.js').Run;`;
    expect(judge(layerComplaints, 'src/report/text.ts', text)).toEqual([
      'src/report/text.ts:1 report may not import run',
    ]);
  });

  test('a public surface holds re-exports only', () => {
    const lines = [`export { a } from './a.js';`, `export type { B } from './b.js';`];
    const text = [...lines, 'export const c = 1;', ''].join('\n');
    expect(judge(frontComplaints, 'src/index.ts', text)).toEqual([
      'src/index.ts:3 holds more than re-exports',
    ]);
  });
});

describe('bans', () => {
  const banned = [
    'Math.random()',
    'Date.now()',
    'new Date()',
    'performance.now()',
    'setTimeout(work, 1)',
    'queueMicrotask(work)',
    'process.env',
    'crypto.randomUUID()',
    'globalThis.performance',
  ];
  test.each(banned)('%s is seen in a checker', (code) => {
    expect(judge(banComplaints, 'checkers/queue.ts', `\nconst x = ${code};`)).toEqual([
      expect.stringMatching(/^checkers\/queue\.ts:2 uses .* below run$/),
    ]);
  });

  test.each([
    'new Date(0)',
    'operation.process.name',
    'Math.min(1, 2)',
    '((process) => process.name)(operation)',
    '{ process: 1 }',
  ])('%s is not', (code) => {
    expect(judge(banComplaints, 'checkers/queue.ts', `const x = ${code};`)).toEqual([]);
  });

  test('run may look at the clock', () => {
    expect(judge(banComplaints, 'src/run/budget.ts', 'const now = performance.now();')).toEqual([]);
  });
});

describe('sizes', () => {
  const body = (count: number): string => `function f() {\n${lines(count - 2)}}\n`;

  test('a file of 401 lines', () => {
    expect(judge(fileLengthComplaints, 'src/a.ts', lines(400))).toEqual([]);
    expect(judge(fileLengthComplaints, 'src/a.ts', lines(401))).toEqual([
      'src/a.ts:401 has 401 lines',
    ]);
  });

  test('a room of long files', () => {
    const room = [20, 160, 170].map((count, at) => sourceFile(`src/run/${at}.ts`, lines(count)));
    expect(medianComplaints(room)).toEqual(['run: the median file has 160 lines']);
    expect(medianComplaints(room.slice(0, 1))).toEqual([]);
  });

  test('a function of 71 lines', () => {
    expect(judge(functionLengthComplaints, 'src/a.ts', body(70))).toEqual([]);
    expect(judge(functionLengthComplaints, 'src/a.ts', `\n${body(71)}`)).toEqual([
      'src/a.ts:2 is a function of 71 lines',
    ]);
  });

  test('methods and arrow functions count, groups of tests do not', () => {
    const block = `{\n${lines(80)}}`;
    const rule = functionLengthComplaints;
    expect(judge(rule, 'src/a.ts', `class A {\n  method() ${block}\n}`)).toHaveLength(1);
    expect(judge(rule, 'src/a.ts', `const f = () => ${block};`)).toHaveLength(1);
    expect(judge(rule, 'test/a.test.ts', `test('x', () => ${block});`)).toHaveLength(1);
    expect(judge(rule, 'test/a.test.ts', `describe('x', () => ${block});`)).toEqual([]);
  });

  test('a line of 101 columns', () => {
    expect(judge(lineLengthComplaints, 'src/a.ts', 'x'.repeat(100))).toEqual([]);
    expect(judge(lineLengthComplaints, 'src/a.ts', `\n${'x'.repeat(101)}`)).toEqual([
      'src/a.ts:2 has 101 columns',
    ]);
  });
});

describe('documentation', () => {
  const header = '/**\n * What it is.\n */\n\n';

  test('a file without a header, or with a long one', () => {
    expect(judge(headerComplaints, 'src/a.ts', `${header}x;`)).toEqual([]);
    expect(judge(headerComplaints, 'src/a.ts', `#!/usr/bin/env node\n${header}x;`)).toEqual([]);
    expect(judge(headerComplaints, 'src/a.ts', 'x;\n')).toHaveLength(1);
    const long = `/**\n${' * line\n'.repeat(13)} */\n`;
    expect(judge(headerComplaints, 'src/a.ts', long)).toHaveLength(1);
  });

  test.each(['export const a = 1;', 'export type A = 1;', 'export interface A {}'])(
    '%s needs a docstring',
    (code) => {
      const text = `${header}import './b.js';\n\n`;
      expect(judge(docstringComplaints, 'src/a.ts', `${text}${code}`)).toHaveLength(1);
      expect(judge(docstringComplaints, 'src/a.ts', `${text}/** Why. */\n${code}`)).toEqual([]);
    },
  );

  test('one docstring serves all overloads; what is not exported needs none', () => {
    const overloads = `/** Why. */\nexport function f(a: 1): 1;\nexport function f(a: 2): 2 {}\n`;
    expect(judge(docstringComplaints, 'src/a.ts', `${header}const x = 1;\n${overloads}`)).toEqual(
      [],
    );
  });
});

describe('names', () => {
  test.each(['src/run/runCampaign.ts', 'src/utils/text.ts', 'src/run/helpers.ts'])('%s', (path) => {
    expect(nameComplaints([path])).toHaveLength(1);
  });

  test('good names pass', () => {
    const paths = ['src/run/a-campaign.ts', 'test/run/a-campaign.test.ts', 'vitest.config.ts'];
    expect(nameComplaints(paths)).toEqual([]);
  });

  test.each(['export default 1;', 'export default function f() {}'])('%s', (code) => {
    expect(judge(defaultExportComplaints, 'src/a.ts', code)).toHaveLength(1);
    expect(judge(defaultExportComplaints, 'vitest.config.ts', code)).toEqual([]);
  });

  test('paths of a machine', () => {
    const path = ['', 'work', 'main'].join('/');
    expect(machinePathComplaints('README.md', `\nsee ${path}`)).toEqual([
      `README.md:2 names ${path}`,
    ]);
    expect(machinePathComplaints('README.md', 'net/work/main /workloads/a')).toEqual([]);
  });
});

test('a file that nothing reaches', () => {
  const files = [
    sourceFile('src/index.ts', `export * from './run/a.js';`),
    sourceFile('src/run/a.ts', `import type { B } from './b.js';`),
    sourceFile('src/run/b.ts', `const worker = new URL('./c.js', import.meta.url);`),
    sourceFile('src/run/c.ts', ''),
    sourceFile('src/run/lost.ts', `import './a.js';`),
    sourceFile('test/run/lost.test.ts', `import '../../src/run/lost.js';`),
  ];
  expect(orphanComplaints(files)).toEqual(['src/run/lost.ts is not reached from any entry']);
});
