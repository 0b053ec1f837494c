/**
 * The guide to the page names the keys that the page has.
 */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { KEYS } from '../../src/browser/story/navigation.js';

const ARROWS: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→' };

test('docs/read-a-counterexample.md lists every key', () => {
  const guide = readFileSync(
    new URL('../../docs/read-a-counterexample.md', import.meta.url),
    'utf8',
  );
  const table = guide.slice(guide.indexOf('| key |')).split('\n\n')[0] ?? '';
  const rows = table.split('\n').slice(2);
  expect(rows).toEqual(KEYS.map(([key, , what]) => `| \`${ARROWS[key] ?? key}\` | ${what} |`));
});
