/**
 * What a command keeps of a violation: the counterexample as a file, and its page beside it.
 */

import { htmlReport } from '../report/page/build.js';
import type { Counterexample } from '../report/counterexample.js';
import type { CounterexampleReport } from '../report/report.js';
import { pageAssets } from '../run/page-assets.js';
import { counterexamplePath, saveCounterexample } from '../run/store.js';
import { writeWhole } from '../run/write-file.js';
import { cannotWrite } from './reporting.js';
import { isPath } from './load-module.js';
import type { Terminal } from './terminal.js';

/** A counterexample as it can be reported, and why it could not be kept, if so. */
export interface Kept {
  readonly report: CounterexampleReport;
  readonly failure?: Error;
}

/** Keeps a counterexample below `folder`; `system` is what the user named. Never throws. */
export async function keepCounterexample(
  counterexample: Counterexample,
  { folder, system }: { readonly folder: string; readonly system: string },
  terminal: Terminal,
): Promise<Kept> {
  const report: CounterexampleReport = {
    kind: 'counterexample',
    counterexample,
    path: counterexamplePath(folder, counterexample.name),
    ...(isPath(system) ? { systemPath: system } : {}),
  };
  try {
    await saveCounterexample(folder, counterexample);
  } catch (error) {
    return { report, failure: cannotWrite(report.path ?? folder, error) };
  }
  terminal.remark(`saved ${report.path}`);
  return { report: await withPage(report, terminal) };
}

/**
 * Writes the page beside the file of a counterexample. A page that cannot be written is no reason
 * to fail: there is a remark, and the report names none.
 */
export async function withPage(
  report: CounterexampleReport,
  terminal: Terminal,
): Promise<CounterexampleReport> {
  const { path = '' } = report;
  if (!path.endsWith('.json')) return report;
  const pagePath = `${path.slice(0, -'.json'.length)}.html`;
  const told = { ...report, pagePath };
  try {
    await writeWhole(pagePath, htmlReport(told, await pageAssets()));
    return told;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    terminal.remark(`no page was written to ${pagePath}: ${reason}`);
    return report;
  }
}
