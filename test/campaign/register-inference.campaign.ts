/**
 * Inference on registers against all orders of small histories, at full length.
 *
 * SKERRY_CAMPAIGN_SHARE: how much of the full length, default 1. SKERRY_CAMPAIGN_SEED: an integer,
 * default 1.
 */

import { expect, test } from 'vitest';
import { seeded } from '../checkers/oracle/random.js';
import { runStore, smallShape } from '../checkers/transactions/registers/random-stores.js';
import { OPTION_SETS, SoundnessTally } from '../checkers/transactions/registers/soundness.js';

const HISTORIES = 20_000 * Number(process.env['SKERRY_CAMPAIGN_SHARE'] ?? 1);
const SEED = Number(process.env['SKERRY_CAMPAIGN_SEED'] ?? 1);

test('inference on registers reports nothing that is not so', () => {
  const tally = new SoundnessTally();
  for (let at = 0; at < HISTORIES; at++) {
    const random = seeded(Math.imul(SEED, 0x9e3779b1) + at);
    tally.add(runStore(random, smallShape(random)));
  }
  const missed = OPTION_SETS.map((options, at) => `${tally.missed[at]} ${JSON.stringify(options)}`);
  process.stdout.write(
    `registers by inference: ${tally.legal} legal, ${tally.illegal} illegal histories; ` +
      `${tally.falseAlarms.length} false alarms; illegal ones missed: ${missed.join(', ')}\n` +
      `${[...tally.found].map(([kind, count]) => `${kind} ${count}`).join(', ')}\n`,
  );
  expect(tally.falseAlarms.slice(0, 2)).toEqual([]);
});
