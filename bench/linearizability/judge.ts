/**
 * A measured process: reads a history, checks it, and prints a line of JSON.
 */

import { linearizable } from '../../checkers/linearizability/linearizable.js';
import type { Verdict } from '../../checkers/verdict.js';
import { sizeOf } from '../../src/history/columns/columnar-history.js';
import { decodeJson } from '../../src/history/codecs/index.js';
import type { History } from '../../src/history/operation.js';
import { peakMegabytes, processorSeconds, type Measurement } from './measurement.js';
import { historyOf, modelOf, subjectArguments } from './subject-arguments.js';
import type { SubjectArguments } from './subject-arguments.js';

const given = subjectArguments();
const history = await historyOf(given);
const checker = linearizable(modelOf(given));
const beganSeconds = processorSeconds();
const verdict = checker.check(history);
const totalSeconds = processorSeconds();
const measurement: Measurement = {
  verdict: verdict.kind,
  algorithm: verdict.kind === 'unknown' ? verdict.reason : verdict.algorithm,
  configurations: verdict.effort.configurations,
  operations: sizeOf(history),
  totalSeconds,
  checkSeconds: totalSeconds - beganSeconds,
  peakMb: peakMegabytes(),
  ...(given.isVerified ? { verification: await verification(history, verdict, given) } : {}),
};
console.log(JSON.stringify(measurement));

/** Loads the verifier only now, for it takes no part in what is measured above. */
async function verification(
  judged: History,
  toVerify: Verdict,
  { modelName, initial }: SubjectArguments,
): Promise<NonNullable<Measurement['verification']>> {
  const { specificationNamed } = await import('../../checkers/verify/specifications.js');
  const { verify } = await import('../../checkers/verify/verify.js');
  const value = initial === undefined ? undefined : decodeJson(initial);
  const specification = specificationNamed(modelName, value);
  if (specification === undefined) {
    return { seconds: 0, problems: [`there is no specification of ${modelName}`] };
  }
  const began = processorSeconds();
  const problems = verify(judged, toVerify, specification);
  const seconds = processorSeconds() - began;
  return { seconds, problems: problems.slice(0, 3).map(({ message }) => message) };
}
