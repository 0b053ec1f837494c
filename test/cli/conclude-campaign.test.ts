/**
 * A campaign that stopped before its last scenario: its page draws none that it did not run.
 */

import { expect, test } from 'vitest';
import { concludeCampaign } from '../../src/cli/conclude-campaign.js';
import { REPORTERS } from '../../src/report/reporters/index.js';
import { PLAIN } from '../../src/report/palette.js';
import { abd } from '../../src/systems/abd.js';
import { registerWorkload } from '../../workloads/register.js';
import { CLEAN } from '../report/reports.js';

test.each([
  [3, 'Measured over 3 runs'],
  [1, 'Measured over 1 run:'],
  [500, 'Measured over 12 runs'],
])('of %i scenarios that ran no more are watched', async (scenarios, told) => {
  const printed: string[] = [];
  const exitCode = await concludeCampaign(
    {
      summary: { ...CLEAN, scenarios },
      counterexample: undefined,
      wasInterrupted: false,
      kinds: undefined,
      watch: () =>
        Promise.resolve({ system: abd, workload: registerWorkload, seed: 3, scenariosMax: 12 }),
    },
    {
      reporter: REPORTERS.filter(({ name }) => name === 'html').map((reporter) => {
        return { reporter, path: '-' };
      }),
      folder: '.skerry',
      system: 'abd',
    },
    {
      print: (text) => void printed.push(text),
      remark: () => undefined,
      palette: PLAIN,
      columns: 100,
      isLive: false,
    },
  );
  expect(exitCode).toBe(0);
  expect(printed.join('')).toContain(told);
});
