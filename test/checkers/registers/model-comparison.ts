/**
 * Compares a checker of a model of registers with the oracle that tries all orders, and asks of
 * each violation whether the operations it names show it without the others.
 */

import { expect } from 'vitest';
import type { Checker } from '../../../checkers/checker.js';
import { restrict } from '../../../src/history/history.js';
import type { History } from '../../../src/history/operation.js';
import { smallHistory } from '../oracle/random-registers.js';
import { seeded, type Random } from '../oracle/random.js';

/** How many histories were what. */
export interface ModelTally {
  legal: number;
  illegal: number;
  unknown: number;
}

/** Throws at the first disagreement; `holds` is the oracle. */
export function compareModel(
  checker: Checker,
  holds: (history: History) => boolean,
  count: number,
  seed: number,
  draw: (random: Random) => History = smallHistory,
): ModelTally {
  const random = seeded(seed);
  const tally: ModelTally = { legal: 0, illegal: 0, unknown: 0 };
  for (let number = 0; number < count; number++) {
    const history = draw(random);
    const verdict = checker.check(history);
    tally[verdict.kind] += 1;
    if (verdict.kind === 'unknown') continue;
    const expected = holds(history) ? 'legal' : 'illegal';
    if (verdict.kind !== expected) {
      expect.fail(`${checker.name} said ${verdict.kind}, not ${expected}: ${describe(history)}`);
    }
    if (verdict.kind === 'illegal') {
      expectEvidence(checker, holds, history, verdict.anomalies[0].operations);
    }
  }
  return tally;
}

function expectEvidence(
  checker: Checker,
  holds: (history: History) => boolean,
  history: History,
  ids: readonly number[],
): void {
  const few = restrict(history, ({ id }) => ids.includes(id));
  if (holds(few) || checker.check(few).kind !== 'illegal') {
    expect.fail(`${checker.name}: ${ids.join(' ')} alone do not show it: ${describe(history)}`);
  }
}

/** One line for each operation. */
function describe({ operations }: History): string {
  return operations
    .map(({ id, process, f, key, input, output, outcome, call, return: end }) => {
      const value = JSON.stringify(f === 'read' ? output : input);
      const where = `p${process} [${call}, ${end}]`;
      return `\n#${id} ${where} ${f} ${JSON.stringify(key ?? null)}=${value} ${outcome}`;
    })
    .join('');
}
