/**
 * `npm start`: the main job on a fresh machine. The correct register must survive a campaign with
 * faults; the same protocol with one wrong line must be found out, shrunk and explained. Exits 0
 * exactly when both happened.
 */

import type { Command } from 'commander';
import { renderCampaign } from '../../report/campaign-report.js';
import { textReport } from '../../report/reporters/text.js';
import { systemNamed, workloadFor } from '../catalogue.js';
import { EXIT } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { keepCounterexample } from '../kept-counterexample.js';
import { FOLDER, type Finish } from '../options.js';
import type { Terminal } from '../terminal.js';
import { exitCodeOf } from '../conclude-campaign.js';
import { huntWithProgress } from './run.js';

const SYSTEM = 'abd';
const BUG = 'no-write-back';
/** Fixed, so that everybody who follows the README sees what it shows. */
const SEED = 4;
const SCENARIOS = 2_000;

/** Registers `skerry demo`. */
export function addDemo(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command('demo')
    .description('the correct register survives, the wrong one is found out')
    .action(async () => finish(await demoCommand(FOLDER, terminal)));
}

/** Runs both campaigns; counterexamples are kept in `folder`. */
async function demoCommand(folder: string, terminal: Terminal): Promise<ExitCode> {
  const system = systemNamed(SYSTEM);
  const workload = workloadFor(system, undefined);
  const campaign = { system, workload, seed: SEED, scenariosMax: SCENARIOS };

  terminal.print(`1. The correct protocol: ${system.summary}.\n`);
  const correct = await huntWithProgress(campaign, undefined, terminal);
  terminal.print(renderCampaign(correct.summary, terminal));

  const { summary } = system.bugs.find(({ name }) => name === BUG) as { summary: string };
  terminal.print(`\n2. The same protocol with one wrong line, ${BUG}: ${summary}.\n`);
  const wrong = await huntWithProgress({ ...campaign, bugs: [BUG] }, undefined, terminal);
  terminal.print(renderCampaign(wrong.summary, terminal));
  if (wrong.counterexample !== undefined) {
    const kept = await keepCounterexample(
      wrong.counterexample,
      { folder, system: SYSTEM },
      terminal,
    );
    terminal.print(`\n${textReport(kept.report, terminal)}`);
    if (kept.failure !== undefined) throw kept.failure;
  }

  if (correct.wasInterrupted || wrong.wasInterrupted) return EXIT.interrupted;
  const survived = correct.counterexample === undefined && exitCodeOf(correct.summary) === EXIT.ok;
  const found = wrong.counterexample !== undefined;
  terminal.print('');
  terminal.print(
    survived && found
      ? 'The correct register survived, the wrong one was found out. Next: npx skerry list'
      : `Expected the correct register to survive (${survived ? 'it did' : 'it did not'}) ` +
          `and the wrong one to be found out (${found ? 'it was' : 'it was not'}).`,
  );
  return survived && found ? EXIT.ok : EXIT.violation;
}
