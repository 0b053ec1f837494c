/**
 * Staleness bounded in versions, k-atomicity: the operations of each key have an order that
 * respects real time, in which each read returns one of the last k writes before it (Aiyer, Alvisi,
 * Bazzi 2005). For k = 1 it is linearizability; placement.ts says how it is decided.
 */

import type { Checker } from '../checker.js';
import { Allowance } from '../linearizability/allowance.js';
import { ModelError } from '../model.js';
import { describeExhausted } from '../registers/exhausted.js';
import { tellDeed } from '../registers/narrate.js';
import { tellDeeds } from '../causal/explain-order.js';
import type { RegisterHistoryOptions } from '../registers/register-accesses.js';
import { registerChecker } from '../registers/register-checker.js';
import type { Judgement, RegisterModel, Telling } from '../registers/register-checker.js';
import type { RegisterOperations } from '../registers/register-operations.js';
import { keyOperationsOf, type KeyOperations } from './key-operations.js';
import { place } from './placement.js';

/**
 * Checks `k`-atomicity. In practice log-linear for k = 1 and 2; a search within the budget for
 * greater k, for which no polynomial algorithm is known.
 * @throws ModelError when k is no positive integer.
 */
export function atomicTo(k: number, options: RegisterHistoryOptions = {}): Checker {
  if (!Number.isInteger(k) || k < 1) {
    throw new ModelError(`k-atomicity needs a positive integer k, not ${k}`);
  }
  const model: RegisterModel = {
    name: `${k}-atomic`,
    anomaly: `non-${k}-atomic`,
    algorithm: k <= 2 ? 'placement from the end' : 'placement from the end, with a search',
    judge: (operations, allowance) => judge(operations, k, allowance),
    explain: (core) => explain(core, k),
  };
  return registerChecker(model, options);
}

function judge(operations: RegisterOperations, k: number, allowance: Allowance): Judgement {
  const keys = keyOperationsOf(operations);
  let order: Int32Array | undefined;
  for (const ofKey of keys) {
    const answer = place(ofKey, k, allowance);
    if (answer === 'unknown') {
      const reason =
        `${describeExhausted(allowance)} before the writes of one key were ordered; allow more ` +
        'configurations, or judge a shorter history';
      return { kind: 'unknown', reason };
    }
    if (answer === 'illegal') {
      return {
        kind: 'violated',
        involved: ofKey.place.filter((at) => at >= 0),
        persists: (fewer) => isIllegal(fewer, k),
      };
    }
    order = placesOf(ofKey, answer);
  }
  return keys.length === 1 && order !== undefined ? { kind: 'holds', order } : { kind: 'holds' };
}

function placesOf({ place: places }: KeyOperations, order: Int32Array): Int32Array {
  return order.map((at) => places[at]!).filter((at) => at >= 0);
}

function isIllegal(operations: RegisterOperations, k: number): boolean {
  return keyOperationsOf(operations).some(
    (ofKey) => place(ofKey, k, new Allowance(1)) === 'illegal',
  );
}

function explain(core: RegisterOperations, k: number): Telling {
  let last = 0;
  for (let at = 0; at < core.size; at++) if (core.isWrite[at] === 0) last = at;
  const which = k === 1 ? 'the last write' : `one of the last ${k} writes`;
  return {
    message: `${tellDeed(core, last)}, which cannot have been ${which}`,
    explanation: [
      ...tellDeeds(core),
      `However in no order that respects real time every read returns ${which} before it: ` +
        'a contradiction.',
    ],
  };
}
