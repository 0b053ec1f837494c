/**
 * The part of a violation that is handed on as its evidence.
 */

import { Allowance } from '../../../linearizability/allowance.js';
import type { Observation } from '../../observation.js';
import type { Level } from '../level.js';
import { analyse } from './analyse.js';
import { minimalCore } from './minimal-core.js';
import { restrictObservation } from './restrict-observation.js';

const WORDS_MAX = 2 ** 24;

/** Of each decision on the way to a small core; undecided parts are not left out. */
const CONFIGURATIONS_MAX = 20_000;

/** What decides whether a part is a violation. */
export interface CoreQuestion {
  readonly observation: Observation;
  readonly level: Level;
  /** As {@link analyse} takes it. */
  readonly isTimeless?: Uint8Array | undefined;
  readonly shouldStop?: (() => boolean) | undefined;
}

/**
 * The nodes of a proof that some of the given nodes are a violation by themselves; `undefined` when
 * they are none, or that is not soon known.
 */
export function proofAmong(question: CoreQuestion, nodes: Int32Array): Int32Array | undefined {
  const { observation, level, isTimeless, shouldStop } = question;
  const part = restrictObservation(observation, nodes);
  const timeless = isTimeless && Uint8Array.from([0, ...nodes.map((node) => isTimeless[node]!)]);
  const options = { configurationsMax: CONFIGURATIONS_MAX, ...(shouldStop && { shouldStop }) };
  const limits = { allowance: new Allowance(1, options), wordsMax: WORDS_MAX, shouldStop };
  const found = analyse(part, level, limits, timeless);
  return found.kind === 'violated' ? found.involved.map((node) => nodes[node - 1]!) : undefined;
}

/** A small part of the given nodes that is a violation; `undefined` when they are none. */
export function coreAmong(question: CoreQuestion, nodes: Int32Array): Int32Array | undefined {
  return minimalCore(nodes, (part) => proofAmong(question, part));
}
