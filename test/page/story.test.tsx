/**
 * The drawing of a story: what it says, how it is laid out, and what leads to what.
 */

import fc from 'fast-check';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { Page } from '../../src/browser/page.js';
import { causesOf } from '../../src/browser/story/causes.js';
import { eventsOf } from '../../src/browser/story/events.js';
import { placeLabels } from '../../src/browser/story/labels.js';
import { layoutOf, type Box } from '../../src/browser/story/layout.js';
import { textWidth } from '../../src/browser/story/text-width.js';
import { timeScale } from '../../src/browser/story/time-scale.js';
import { findCulprit } from '../../src/report/culprit.js';
import { pageData } from '../../src/report/page/build.js';
import type { StoryView } from '../../src/report/page/page-data.js';
import { storyView } from '../../src/report/page/story-view.js';
import { anyCounterexample } from '../report/any-counterexample.js';
import { drawn } from '../report/page/drawn-counterexample.js';
import { manyClients } from '../report/unruly-counterexamples.js';

const view = storyView(drawn.story, drawn.scenario, findCulprit(drawn));

/** What stands in a document, an element a line. */
function textOf(html: string): string {
  const lines = html
    .replaceAll(/<[^>]+>/g, '\n')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .split('\n')
    .map((line) => line.trim());
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}

test('a page says all that the terminal says, and more', async () => {
  const data = pageData({ kind: 'counterexample', counterexample: drawn }, '0.1.0');
  const text = textOf(renderToString(<Page data={data} />));
  await expect(text).toMatchFileSnapshot('golden/drawn.txt');
  expect(text).toContain('#3 read x\n');
  expect(text).toContain('→ 0  ✕ ILLEGAL');
});

describe('steps', () => {
  test('in order of time, causes before effects, each in a sentence', async () => {
    const lines = eventsOf(view).map(({ atUs, text }) => `${atUs} ${text}`);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('golden/drawn.steps.txt');
  });

  test('of any story ascend, and each state belongs to one of them', () => {
    fc.assert(
      fc.property(anyCounterexample, ({ story, scenario }) => {
        const any = storyView(story, scenario, undefined);
        const events = eventsOf(any);
        const times = events.map(({ atUs }) => atUs);
        expect(times).toEqual([...times].sort((left, right) => left - right));
        const shown = events.flatMap(({ states }) => states).length;
        expect(shown).toBe(any.states.filter(({ atUs }) => atUs > 0).length);
      }),
      { numRuns: 60, seed: 1 },
    );
  });
});

describe('layout', () => {
  const overlaps = (one: Box, two: Box): boolean =>
    one.x < two.x + two.width &&
    two.x < one.x + one.width &&
    one.y < two.y + two.height &&
    two.y < one.y + one.height;

  function expectReadable(any: StoryView): void {
    const { bars, width, height } = layoutOf(any, 900);
    for (const [at, bar] of bars.entries()) {
      const isMoment = bar.operation.endUs === bar.operation.beginUs;
      const isCrooked = (bar.operation.endUs ?? any.endUs) <= bar.operation.beginUs;
      if (!isMoment && !isCrooked) {
        expect(bar.width).toBeGreaterThan(Math.max(textWidth(bar.call), textWidth(bar.result)));
      }
      expect(bar.x + bar.width).toBeLessThanOrEqual(width + 10);
      expect(bar.y + bar.height).toBeLessThanOrEqual(height);
      const others = isMoment || isCrooked ? [] : bars.slice(at + 1);
      for (const other of others) {
        if (other.operation.endUs === undefined || other.operation.endUs <= other.operation.beginUs)
          continue;
        expect(overlaps(bar, other)).toBe(false);
      }
    }
  }

  test('labels fit into bars, and no bar covers another', () => {
    expectReadable(view);
    expectReadable(storyView(manyClients.story, manyClients.scenario, undefined));
  });

  test('times ascend from left to right, and rooms are kept', () => {
    const anyRoom = fc
      .record({
        beginUs: fc.nat(1000),
        length: fc.integer({ min: 1, max: 500 }),
        width: fc.nat(300),
      })
      .map(({ beginUs, length, width }) => ({ beginUs, endUs: beginUs + length, width }));
    fc.assert(
      fc.property(
        fc.array(fc.nat(2000)),
        fc.array(anyRoom),
        fc.nat(2000),
        (moments, rooms, least) => {
          const { timesUs, xOf, width } = timeScale(moments, rooms, least);
          expect(width).toBeGreaterThanOrEqual(least);
          for (const [at, us] of timesUs.slice(1).entries()) {
            expect(xOf(us)).toBeGreaterThan(xOf(timesUs[at]!));
          }
          for (const room of rooms) {
            expect(xOf(room.endUs) - xOf(room.beginUs)).toBeGreaterThanOrEqual(room.width - 1e-6);
          }
        },
      ),
      { numRuns: 100, seed: 1 },
    );
  });

  test('a label gives way to what is there, and goes where there is no place', () => {
    const wish = { text: 'store', from: [0, 0], to: [0, 100] } as const;
    const places = placeLabels([wish, wish], [], 500);
    expect(new Set(places.map((place) => place?.y)).size).toBe(2);
    const full = { x: 0, y: -50, width: 500, height: 300 };
    expect(placeLabels([wish], [full], 500)).toEqual([undefined]);
  });
});

describe('causes', () => {
  test('of the offending read: what its servers knew, and nothing that came too late', () => {
    const { operations, arrows } = causesOf(view, { operation: 3 });
    expect(operations).toEqual(new Set([1, 2, 3]));
    const told = view.arrows.filter((_, at) => arrows.has(at));
    expect(told.map(({ type, from, to }) => `${type} ${from}→${to}`)).toEqual([
      'store c0→n2',
      'query c1→n2',
      'found n2→c1',
      'query c1→n0',
      'found n0→c1',
    ]);
  });

  test('of a message: what its sender knew', () => {
    const store = view.arrows.findIndex(({ type, to }) => type === 'store' && to === 'n0');
    const { operations, arrows } = causesOf(view, { arrow: store });
    expect([...operations]).toEqual([1]);
    expect([...arrows]).toEqual([store]);
  });
});
