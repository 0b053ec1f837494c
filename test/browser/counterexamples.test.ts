/**
 * Reports of counterexamples in a browser: quiet, fast, small, readable by all, and stepped through
 * by keys.
 */

import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser } from './chromium.js';
import { reportOf, type FoundReport, type Hunted } from './found-reports.js';
import { accessibilityFindings, keepScreenshot, openReport } from './opened-report.js';

const FIRST_PAINT_MS_MAX = 1000;
const BYTES_MAX = 300_000;

/** Bugs, each of which breaks another kind of promise. */
const HUNTED: Readonly<Record<string, Hunted>> = {
  register: { system: 'abd', bug: 'no-write-back', workload: 'register', seed: 4 },
  'key-value': { system: 'raft', bug: 'stale-leader-read', workload: 'key-value', seed: 7 },
  queue: { system: 'store', bug: 'no-dedup', workload: 'queue', seed: 1 },
  transactions: {
    system: 'store',
    bug: 'only-snapshot-isolation',
    workload: 'list-append',
    seed: 1,
  },
};

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

// Open pages go on working, and the next one shall be painted soon.
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

afterAll(async () => browser?.close());

describe.each(Object.entries(HUNTED))('%s', (name, hunted) => {
  let report: FoundReport;

  beforeAll(async () => {
    report = await reportOf(hunted);
  });

  test('is small, and painted soon', async () => {
    const paints: number[] = [];
    for (let time = 0; time < 3; time++) {
      paints.push((await openReport(browser, report.html)).firstPaintMs);
    }
    // The least of three: what else the machine does is not the report's.
    expect(Math.min(...paints)).toBeGreaterThan(0);
    expect(Math.min(...paints)).toBeLessThan(FIRST_PAINT_MS_MAX);
    expect(Buffer.byteLength(report.html)).toBeLessThan(BYTES_MAX);
  });

  test.each(['light', 'dark'] as const)('is quiet and open to all, %s', async (scheme) => {
    const { page, complaints, requests } = await openReport(browser, report.html, { scheme });
    await page.keyboard.press('e');
    await page.keyboard.press('?');
    await page.getByText('The report as text').click();
    for (const figures of await page.getByText('The figures').all()) await figures.click();
    // In the dark only the colours differ.
    const rules = scheme === 'dark' ? ['color-contrast'] : undefined;
    expect(await accessibilityFindings(page, rules)).toEqual([]);
    await keepScreenshot(page, `${name}-${scheme}`);
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
  });

  test('is printed whole and without controls', async () => {
    const { page } = await openReport(browser, report.html);
    await page.emulateMedia({ media: 'print' });
    // Numbers of operations are buttons on the screen, and text on paper.
    expect(await page.locator('button:not(.reference):visible').count()).toBe(0);
    await keepScreenshot(page, `${name}-print`);
    for (const title of await page.locator('h2').all()) {
      expect(await title.isVisible()).toBe(true);
    }
  });

  test('scrolls the drawing on a narrow screen, and not the page', async () => {
    const { page } = await openReport(browser, report.html, { width: 390 });
    const root = 'document.documentElement';
    expect(await page.evaluate(`${root}.scrollWidth - ${root}.clientWidth`)).toBe(0);
    await keepScreenshot(page, `${name}-narrow`);
  });

  test('holds the operations of the terminal report', async () => {
    const { page } = await openReport(browser, report.html);
    const drawn = (await page.locator('.story-svg .bar').allTextContents()).join('\n');
    const calls = [...report.text.matchAll(/┌ (#\d+ [^…\n]+?)(?= {2}|…|\n)/g)].map(
      ([, call]) => call,
    );
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls) expect(drawn).toContain(call);
  });

  test('e leads to the illegal operation, and numbers in sentences to theirs', async () => {
    const { page } = await openReport(browser, report.html);
    await page.keyboard.press('e');
    expect(await page.locator('.bar.offending.focused').count()).toBe(1);
    expect(await page.locator('.stepper [role=status]').innerText()).toContain('the illegal one');
    const reference = page.locator('.reference').first();
    const number = /^#(\d+)$/.exec(await reference.innerText())?.[1];
    if (number !== undefined) {
      await reference.click();
      await page.locator(`.bar.focused[data-operation="${number}"]`).waitFor();
      await page.locator('.sentences .meant').first().waitFor();
    }
    await page.keyboard.press('Escape');
    expect(await page.locator('.bar.focused').count()).toBe(0);
    await page.keyboard.press('j');
    expect(await page.locator('.bar.focused').getAttribute('data-operation')).toBe('1');
  });

  test('arrow keys step through it, and the states follow', async () => {
    const { page } = await openReport(browser, report.html);
    const announced = page.locator('.stepper [role=status]');
    const states = page.locator('.states-table tbody');
    const sentences = new Set([await announced.innerText()]);
    const tables = new Set([await states.innerText()]);
    const steps = Number(await page.locator('.stepper input').getAttribute('max'));
    expect(steps).toBeGreaterThan(5);
    for (let step = 0; step < Math.min(steps, 60); step++) {
      await page.keyboard.press('ArrowRight');
      sentences.add(await announced.innerText());
      tables.add(await states.innerText());
    }
    expect(sentences.size).toBeGreaterThan(5);
    expect(tables.size).toBeGreaterThan(1);
    const last = await announced.innerText();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => announced.innerText()).not.toBe(last);
  });
});

describe('panels', () => {
  let report: FoundReport;

  beforeAll(async () => {
    report = await reportOf(HUNTED['register']!);
  });

  test('the order is stepped through in its own place', async () => {
    const { page } = await openReport(browser, report.html);
    const step = await page.locator('.stepper .count').innerText();
    const said = page.locator('.linearization [role=status]');
    const last = await said.innerText();
    expect(last).toContain('cannot follow');
    await page.locator('div.linearization').focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => said.innerText()).not.toContain('cannot follow');
    await page.keyboard.press('Home');
    await expect.poll(() => said.innerText()).toContain('At first');
    await page.getByRole('button', { name: 'Next operation' }).click();
    await expect.poll(() => said.innerText()).toMatch(/^1\. #1/);
    expect(await page.locator('.stepper .count').innerText()).toBe(step);
  });

  test('the run as it was found, larger and smaller', async () => {
    const { page } = await openReport(browser, report.html);
    const bars = page.locator('.story-svg .bar');
    const few = await bars.count();
    await page.getByRole('button', { name: /^as found/ }).click();
    await expect.poll(() => bars.count()).toBeGreaterThan(few);
    const width = async () => (await page.locator('.story-svg').boundingBox())?.width ?? 0;
    const before = await width();
    await page.keyboard.press('+');
    await expect.poll(width).toBeGreaterThan(before);
    await page.keyboard.press('0');
    await expect.poll(width).toBeLessThanOrEqual(1280);
  });

  test('the trace is filtered, the file is downloaded', async () => {
    const { page, requests } = await openReport(browser, report.html);
    const lines = page.locator('.trace-lines li');
    await page.getByLabel('Filter').fill('deliver n2');
    await expect.poll(() => lines.first().innerText()).toMatch(/deliver .*n2/);
    await page.getByLabel('Filter').fill('nothing is called so');
    await expect.poll(() => lines.count()).toBe(0);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: /^download/ }).click();
    expect((await downloading).suggestedFilename()).toMatch(/^abd-[0-9a-f]{6}\.json$/);
    expect(requests.filter((url) => !url.startsWith('blob:'))).toEqual([]);
  });
});
