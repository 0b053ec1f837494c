/**
 * `skerry replay FILE`: the same run again, to the byte, and its report.
 */

import { renderText } from '../../report/text-report.js';
import { replay } from '../../run/replay.js';
import { CounterexampleError, loadCounterexample } from '../../run/store.js';
import { systemNamed, workloadFor } from '../catalogue.js';
import { CommandError, EXIT } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';

/** Replays `file`: 1 reproduced, 0 no longer fails, 2 diverged. */
export async function replayCommand(
  file: string,
  { ascii = false }: { readonly ascii?: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const saved = await loadCounterexample(file);
  const { scenario } = saved;
  const { system, workload } = resolve(file, scenario.system.name, scenario.workload);
  const known = system.bugs.map(({ name }) => name);
  const unknown = scenario.system.bugs.find((bug) => !known.includes(bug));
  if (unknown !== undefined) {
    throw new CounterexampleError(`${file}: system ${system.name} has no bug "${unknown}"`);
  }
  const { outcome, difference, counterexample } = await replay(saved, system, workload);
  switch (outcome) {
    case 'reproduced':
      terminal.print(renderText(counterexample, { ...terminal, ascii }));
      return EXIT.violation;
    case 'passes':
      terminal.print(
        `${saved.name} no longer fails: ${saved.fingerprint.checker} found no ` +
          `${saved.fingerprint.anomaly} in ${counterexample.story.operations.length} operations.`,
      );
      return EXIT.ok;
    case 'diverged':
      terminal.print(renderText(counterexample, { ...terminal, ascii }));
      terminal.remark(`${file}: it still fails, but in another run: ${difference}`);
      return EXIT.unknown;
  }
}

/** A name that this version does not know makes the file bad input, not a wrong command line. */
function resolve(
  file: string,
  systemName: string,
  workloadName: string,
): { system: ReturnType<typeof systemNamed>; workload: ReturnType<typeof workloadFor> } {
  try {
    const system = systemNamed(systemName);
    return { system, workload: workloadFor(system, workloadName) };
  } catch (error) {
    if (error instanceof CommandError) throw new CounterexampleError(`${file}: ${error.message}`);
    throw error;
  }
}
