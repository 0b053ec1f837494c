/**
 * A report, opened from its file in a browser that notes every complaint and every request.
 */

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';

const FOLDER = mkdtempSync(join(tmpdir(), 'skerry-page-'));
const SCREENSHOTS = process.env['SKERRY_SCREENSHOTS'];

/** An open page, and what it did that it should not have done. */
export interface OpenedReport {
  readonly page: Page;
  /** Whatever the console said, and errors that nobody caught. */
  readonly complaints: string[];
  /** Requests other than for the file itself. */
  readonly requests: string[];
  /** Milliseconds to the first paint with content. */
  readonly firstPaintMs: number;
}

/** Waits for the paint, where it has not happened yet. */
const FIRST_PAINT = `new Promise((resolve) => {
  const observer = new PerformanceObserver((list) => {
    const [entry] = list.getEntriesByName('first-contentful-paint');
    if (entry !== undefined) resolve(entry.startTime);
  });
  observer.observe({ type: 'paint', buffered: true });
})`;

/** Opens a report from a file of its own. */
export async function openReport(
  browser: Browser,
  html: string,
  options: {
    readonly scheme?: 'light' | 'dark';
    readonly width?: number;
  } = {},
): Promise<OpenedReport> {
  const path = join(FOLDER, `${Math.random().toString(36).slice(2)}.html`);
  writeFileSync(path, html);
  const url = pathToFileURL(path).href;
  const context = await browser.newContext({
    colorScheme: options.scheme ?? 'light',
    reducedMotion: 'reduce',
    viewport: { width: options.width ?? 1280, height: 900 },
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (request.url() !== url && !request.url().startsWith('data:,')) requests.push(request.url());
  });
  await page.goto(url);
  await page.locator('main').waitFor();
  const firstPaintMs = await page.evaluate<number>(FIRST_PAINT);
  return { page, complaints, requests, firstPaintMs };
}

/** Findings of axe that keep somebody out; of all its rules, or of some. */
export async function accessibilityFindings(
  page: Page,
  rules?: readonly string[],
): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules === undefined ? axe : axe.withRules([...rules])).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(', ')}`);
}

/** Keeps a picture where SKERRY_SCREENSHOTS names a folder. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  if (SCREENSHOTS === undefined) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.evaluate('scrollTo(0, 0)');
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}
