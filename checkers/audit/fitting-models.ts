/**
 * Which of the named models a history may be of: by the functions that it uses, and by what they
 * answered.
 */

import type { History } from '../../src/history/operation.js';
import type { Value } from '../../src/history/value.js';
import type { Model } from '../model.js';
import { modelNamed, namedModels } from '../models/index.js';

/** What changes nothing: a history of these alone may be of any object. */
const OBSERVING: ReadonlySet<string> = new Set([
  'read',
  'get',
  'poll',
  'dequeue',
  'deq',
  'pop',
  'contains',
  'count',
]);

/**
 * The models that have every function of the history, and such values; those with the fewest
 * functions first. `models`, by name, restricts them; without it, a history that only observes fits
 * none, because it may be of any object. Linear.
 */
export function fittingModels(history: History, models?: readonly string[]): readonly Model[] {
  const functions = new Set(history.operations.map(({ f }) => f));
  if (models === undefined && [...functions].every((f) => OBSERVING.has(f))) return [];
  const names = models ?? namedModels.map(({ name }) => name);
  return names
    .map((name) => modelNamed(name))
    .filter((model) => [...functions].every((f) => model.functions.includes(f)))
    .filter((model) => answersFit(history, model))
    .toSorted((left, right) => left.functions.length - right.functions.length);
}

/** Counters answer numbers; what a register answers looks like what was written to it. */
function answersFit({ operations }: History, model: Model): boolean {
  const answers = operations.filter(({ f, outcome }) => outcome === 'ok' && OBSERVING.has(f));
  if (model.name === 'counter') {
    return answers.every(({ output }) => typeof output === 'number' || typeof output === 'bigint');
  }
  const isOfRegisters = model.functions.includes('write') || model.functions.includes('put');
  const isWrite = (f: string): boolean => f === 'write' || f === 'put';
  if (!isOfRegisters) return true;
  if (operations.some(({ f, input }) => isWrite(f) && isCollection(input))) return true;
  return !answers.some(({ output }) => isCollection(output));
}

function isCollection(value: Value): boolean {
  return Array.isArray(value) || value instanceof Set || value instanceof Map;
}
