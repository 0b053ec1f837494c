/**
 * The guide to the page names the keys that the page has, as its source lists them: that is code
 * for browsers, which is not loaded here.
 */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ARROWS: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→' };

const textOf = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('docs/read-a-counterexample.md lists every key', () => {
  const source = textOf('src/browser/story/navigation.ts');
  const list = source.slice(source.indexOf('KEYS')).split('];')[0] ?? '';
  const keys = [...list.matchAll(/^ {2}\['(.+?)', '[\w-]+', '(.+?)'\],$/gm)];
  expect(keys.length).toBeGreaterThan(5);
  const guide = textOf('docs/read-a-counterexample.md');
  const table = guide.slice(guide.indexOf('| key |')).split('\n\n')[0] ?? '';
  expect(table.split('\n').slice(2)).toEqual(
    keys.map(([, key = '', what]) => `| \`${ARROWS[key] ?? key}\` | ${what} |`),
  );
});
