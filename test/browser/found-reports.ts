/**
 * Reports of violations that are found as a user finds them: by a campaign against a bundled system
 * with a bug, the same one every time.
 */

import { htmlReport } from '../../src/report/page/build.js';
import type { CampaignReport } from '../../src/report/report.js';
import { renderText } from '../../src/report/text-report.js';
import { hunt } from '../../src/run/hunt.js';
import { pageAssets } from '../../src/run/page-assets.js';
import { systems } from '../../src/systems/index.js';
import { workloads } from '../../workloads/index.js';

/** What is run. */
export interface Hunted {
  readonly system: string;
  readonly bug: string;
  readonly workload: string;
  readonly seed: number;
}

/** A report as HTML, and as the terminal prints it. */
export interface FoundReport {
  readonly html: string;
  readonly text: string;
}

/** Runs a campaign of a few scenarios and reports what it found. */
export async function reportOf({ system, bug, workload, seed }: Hunted): Promise<FoundReport> {
  const subject = systems.find(({ name }) => name === system)!;
  const { summary, counterexample } = await hunt({
    system: subject,
    workload: workloads.find(({ name }) => name === workload)!,
    bugs: [bug],
    seed,
    scenariosMax: 60,
    simulationsMax: 300,
    profile: subject.profile,
  });
  if (counterexample === undefined) throw new Error(`${system} with ${bug} survived`);
  const report: CampaignReport = {
    kind: 'campaign',
    summary,
    found: { kind: 'counterexample', counterexample },
  };
  return { html: htmlReport(report, await pageAssets()), text: renderText(counterexample) };
}
