/**
 * Pages of counterexamples as data: golden files, a schema, and that nothing from outside becomes
 * markup.
 */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Counterexample } from '../../../src/report/counterexample.js';
import { htmlReport, pageData } from '../../../src/report/page/build.js';
import { pageAssets } from '../../../src/run/page-assets.js';
import { anyCounterexample } from '../any-counterexample.js';
import { duplicateAppend, lostWrite, twoLeaders } from '../counterexamples.js';
import { hostile, unshrunk } from '../unruly-counterexamples.js';
import { drawn } from './drawn-counterexample.js';
import { pageSchema } from './page-schema.js';

const SMALL = { drawn, lostWrite, twoLeaders, duplicateAppend };
const KINDS = 'story,why,linearization,likelihood,shrink-log,checks,replay,trace';

function dataOf(counterexample: Counterexample): ReturnType<typeof pageData> {
  return pageData({ kind: 'counterexample', counterexample }, '0.1.0');
}

const asset = (text: string) => ({ text, hash: 'a' });

const ASSETS = {
  script: asset(`script("$& $' $1")`),
  style: asset('style{}'),
  libraries: { uplot: asset('uplot()'), dagre: asset('dagre()') },
  skerry: '0.1.0',
};

describe('the data', () => {
  test.each(Object.entries(SMALL))('%s', async (name, counterexample) => {
    const { text: _, ...told } = dataOf(counterexample);
    const sections = told.sections.map((section) =>
      section.kind === 'replay' ? { ...section, file: section.file?.name } : section,
    );
    await expect(`${JSON.stringify({ ...told, sections }, null, 1)}\n`).toMatchFileSnapshot(
      `golden/${name}.counterexample.txt`,
    );
  });

  test('holds every section that there is something to say in', () => {
    expect(
      dataOf(drawn)
        .sections.map(({ kind }) => kind)
        .join(),
    ).toBe(KINDS);
  });

  test('draws transactions that come before one another in a circle', () => {
    const [found] = drawn.findings;
    const step = (from: number, to: number) => ({ from, to, kind: 'rw', because: `#${from} did` });
    const anomaly = { ...found!.anomalies[0]!, steps: [step(0, 1), step(1, 2), step(2, 0)] };
    const findings = [{ ...found!, anomalies: [anomaly] }];
    const data = pageSchema.parse(dataOf({ ...drawn, findings }));
    const cycle = data.sections.find((section) => section.kind === 'cycle');
    expect(cycle?.edges.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 2],
      [2, 0],
    ]);
    expect(data.sections.some(({ kind }) => kind === 'why')).toBe(false);
  });

  test('of any counterexample keeps to the schema', () => {
    fc.assert(
      fc.property(anyCounterexample, (counterexample) => {
        pageSchema.parse(dataOf(counterexample));
      }),
      { numRuns: 60, seed: 1 },
    );
    for (const counterexample of [drawn, hostile, unshrunk]) {
      pageSchema.parse(dataOf(counterexample));
    }
  });

  test('embeds a file that is a counterexample, however long its trace', () => {
    const trace = Array.from({ length: 2000 }, (_, at) => `${at} us deliver c0->n0 store #${at}`);
    const long = { ...drawn, trace };
    const replay = dataOf(long).sections.find((section) => section.kind === 'replay');
    expect(replay?.file?.content.length).toBeLessThan(20_000);
    expect(JSON.parse(replay?.file?.content ?? '')).toMatchObject({ name: drawn.name, trace: [] });
    expect(replay).not.toHaveProperty('keptAt');
  });

  test('says where the file is that is too long to be embedded', () => {
    const [first] = drawn.findings;
    const explanation = Array.from({ length: 2000 }, () => 'The very same sentence once more.');
    const findings = [{ ...first!, anomalies: [{ ...first!.anomalies[0]!, explanation }] }];
    const replay = dataOf({ ...drawn, findings }).sections.find(
      (section) => section.kind === 'replay',
    );
    expect(replay).toMatchObject({ keptAt: `.skerry/${drawn.name}.json` });
    expect(replay).not.toHaveProperty('file');
  });
});

const TEXTS: readonly (readonly [name: string, text: string])[] = [
  ['markup', `<script>alert(1)</script><img src=x onerror=alert(1)>`],
  ['an end of a script', '</script><!--<script>'],
  ['quotes', `"'\`\\" onload="alert(1)`],
  ['patterns of replace', "$& $` $' $1 $$"],
  ['emoji', '👩‍👩‍👧‍👦🇪🇺é\u0301'],
  ['control characters', '\u0000\u001b[31m\r\n\t\u0007\u009b'],
  ['ends of lines', '\u2028\u2029\u0085'],
  ['a megabyte', 'x'.repeat(2 ** 20)],
  ['half a character', '\ud800 and \udc00'],
];

/** The drawn one with a text wherever somebody else's text can stand. */
function spoilt(text: string): Counterexample {
  const node = `n0${text}`;
  return {
    ...drawn,
    scenario: { ...drawn.scenario, workload: text, system: { name: text, bugs: [text] } },
    trace: [text],
    story: {
      ...drawn.story,
      servers: [node, 'n1', 'n2'],
      operations: drawn.story.operations.map((operation) => ({
        ...operation,
        f: text,
        key: text,
        input: text,
        output: [text],
      })),
      states: drawn.story.states.map((state) => ({ ...state, node, state: text })),
      marks: drawn.story.marks!.map((mark) => ({ ...mark, node, text })),
    },
    findings: drawn.findings.map((finding) => ({
      ...finding,
      checker: text,
      anomalies: finding.anomalies.map((anomaly) => ({
        ...anomaly,
        kind: text,
        message: text,
        explanation: [text],
      })),
    })),
  };
}

/** The tags of a page, in order. */
function structureOf(html: string): string[] {
  return html.match(/<\/?[a-z!][^>]*>/gi) ?? [];
}

describe('the file', () => {
  const html = (counterexample: Counterexample): string =>
    htmlReport({ kind: 'counterexample', counterexample, path: '.skerry/a.json' }, ASSETS);
  const plain = structureOf(html(spoilt('x')));

  test.each(TEXTS)('%s', (_, text) => {
    const page = html(spoilt(text));
    expect(structureOf(page)).toEqual(plain);
    expect(page.length).toBeLessThan(150_000);
    expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/);
    expect(page).toContain(ASSETS.script.text);
    const json = /<script type="application\/json"[^>]*>(.*?)<\/script>/s.exec(page)?.[1] ?? '';
    pageSchema.parse(JSON.parse(json));
  });

  test('forbids every request, and all code but its own', () => {
    expect(plain).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; ` +
        `script-src 'sha256-a'; style-src 'sha256-a'; img-src data:; base-uri 'none'; ` +
        `form-action 'none'">`,
    );
    expect(plain.filter((tag) => /\b(src|href)=/.test(tag))).toEqual([
      '<link rel="icon" href="data:,">',
    ]);
  });

  test('what is bundled ends no element, and keeps the licences of what is within', async () => {
    const { script, style, libraries } = await pageAssets();
    for (const { text, hash } of [script, style, ...Object.values(libraries)]) {
      expect(text).not.toMatch(/<\/(script|style)|<!--/i);
      expect(hash).toMatch(/^[\w+/]{43}=$/);
    }
    for (const { text } of [script, ...Object.values(libraries)]) {
      expect(text).toContain('The above copyright notice and this permission notice shall be');
    }
  });
});
