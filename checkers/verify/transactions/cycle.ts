/**
 * Rechecks a circle of dependencies step by step: each must stand in the history, and all together
 * must be of kinds that the model forbids.
 */

import type { Value } from '../../../src/history/value.js';
import { equalValues } from '../../../src/history/equality.js';
import type { CycleCertificate } from '../../certificate.js';
import type { Problem } from '../specification.js';
import { comesFirst } from './commit-precedence.js';
import { breakableModel, type BreakableModel } from './cycle-rules.js';
import { overwritesWhatWasRead, readsFrom, writesBefore } from './dependencies.js';
import type { PlainHistory } from './plain-history.js';

type Step = CycleCertificate['steps'][number];

/**
 * Problems of a circle; empty when it shows that the model is violated. Linear in the history, and
 * for registers in chains of transactions that read a key and overwrite it, for each step.
 */
export function verifyCycle(history: PlainHistory, { model, steps }: CycleCertificate): Problem[] {
  const breakable = breakableModel(model);
  if (breakable === undefined) return [{ message: `no cycle shows that ${model} is violated` }];
  if (steps.length === 0) return [{ message: 'a cycle has steps' }];
  for (const [at, step] of steps.entries()) {
    const next = steps[(at + 1) % steps.length]!;
    const problem = wrongEnds(history, step, next) ?? wrongStep(history, step, breakable);
    if (problem !== undefined) return [{ message: problem }];
  }
  const kinds = steps.map(({ kind }) => kind);
  if (breakable.isBrokenBy(kinds)) return [];
  return [{ message: `${model} allows a cycle of ${kinds.join(', ')}` }];
}

function wrongEnds(history: PlainHistory, { from, to }: Step, next: Step): string | undefined {
  if (to !== next.from) return `the step to #${to} is followed by one from #${next.from}`;
  if (from === to) return `#${from} cannot depend on itself`;
  const { size } = history.columns;
  if (!(Number.isInteger(from) && from >= 0 && from < size))
    return `there is no transaction #${from}`;
  if (!history.tookEffect(from)) return `nobody knows that #${from} took effect`;
  return undefined;
}

function wrongStep(
  history: PlainHistory,
  { from, to, kind, key }: Step,
  { order, readsCommitted }: BreakableModel,
): string | undefined {
  if (kind === 'process' || kind === 'realtime') {
    const by = kind === 'process' ? 'session' : 'realtime';
    if (comesFirst(history.columns, from, to, by)) return undefined;
    return `#${from} was not before #${to} by ${kind === 'process' ? 'its process' : 'real time'}`;
  }
  const number = key === undefined ? -1 : numberOf(history, key);
  if (number === -1) return `the step from #${from} to #${to} names no key of the history`;
  const rule = { order, readsCommitted };
  if (kind === 'wr') {
    if (readsFrom(history, from, to, number)) return undefined;
    return `#${to} did not read what #${from} wrote last to the key`;
  }
  if (kind === 'ww') {
    if (writesBefore(history, from, to, number, rule)) return undefined;
    return `nothing shows that #${from} wrote the key before #${to}`;
  }
  if (overwritesWhatWasRead(history, from, to, number, rule)) return undefined;
  return `nothing shows that #${to} overwrote what #${from} read of the key`;
}

function numberOf({ columns }: PlainHistory, key: Value): number {
  return columns.keys.findIndex((one) => equalValues(one, key));
}
