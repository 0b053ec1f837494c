/**
 * A program of a user: judges the history in the file that it is given, with a model of its own
 * beside the bundled one. It is compiled against the packed types, and run.
 */

import { readFileSync } from 'node:fs';
import { decodeEvents, toHistory } from 'skerry';
import type { Event, History } from 'skerry';
import { linearizable, register } from 'skerry/checkers';
import type { Checker, Model, Verdict } from 'skerry/checkers';
import { registerWorkload } from 'skerry/workloads';

/** Every read and write is welcome. */
const anything: Model<null> = {
  name: 'anything',
  summary: 'a model that allows everything',
  initial: null,
  functions: ['read', 'write'],
  step: () => null,
};

const text = readFileSync(process.argv[2] ?? '', 'utf8');
const events: readonly Event[] = [...decodeEvents(text)];
const history: History = toHistory(events);
const checkers: readonly Checker[] = [linearizable(register()), linearizable(anything)];
for (const checker of checkers) {
  const verdict: Verdict = checker.check(history);
  // A verdict narrows by its kind; what is illegal has at least one anomaly.
  const told: string = verdict.kind === 'illegal' ? verdict.anomalies[0].kind : verdict.kind;
  console.log(told);
}
console.log(registerWorkload.name);
