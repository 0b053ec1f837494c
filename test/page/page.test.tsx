/**
 * The page as its components draw it, without a browser.
 */

import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { Page } from '../../src/browser/page.js';
import type { PageData, Section } from '../../src/report/page/page-data.js';

const data: PageData = {
  version: 1,
  skerry: '0.1.0',
  title: 'VIOLATION of linearizable: abd',
  outcome: 'violation',
  headline: 'new/old inversion',
  facts: [],
  sections: [],
  text: '',
};

test('a section of a kind that is not known is named in a sentence', () => {
  const section = { kind: 'hologram' } as unknown as Section;
  expect(renderToString(<Page data={{ ...data, sections: [section] }} />)).toContain(
    'This version cannot draw a section of kind &quot;hologram&quot;.',
  );
});
