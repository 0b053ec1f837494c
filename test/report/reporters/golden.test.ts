/**
 * Golden files: every reporter times every kind of report. Pages are left to the tests of the
 * browser; here only that each has one.
 */

import { describe, expect, test } from 'vitest';
import { REPORTERS } from '../../../src/report/reporters/index.js';
import { REPORTS } from '../reports.js';

const NOTHING = { text: '', hash: '' };
const OPTIONS = {
  version: '1.2.3',
  assets: {
    script: NOTHING,
    style: NOTHING,
    libraries: { uplot: NOTHING, dagre: NOTHING },
    skerry: '1.2.3',
  },
};

describe.each(REPORTERS.map((reporter) => [reporter.name, reporter] as const))(
  '%s',
  (name, { render, extension }) => {
    test.each(Object.entries(REPORTS))('%s', async (kind, report) => {
      const text = render(report(), OPTIONS);
      expect(text.endsWith('\n')).toBe(true);
      expect(render(report(), OPTIONS)).toBe(text);
      if (name === 'html') return;
      await expect(text).toMatchFileSnapshot(`../golden/reporters/${kind}.${name}${extension}`);
    });
  },
);
