/**
 * Verdicts in a few lines, for golden files: everything a user sees of them, the effort, and the
 * evidence.
 */

import type { Certificate } from '../../checkers/certificate.js';
import type { Verdict } from '../../checkers/verdict.js';
import { mix } from '../../src/scenario/randomness.js';

/** Longer lists are told by their length and a hash. */
const SHOWN_MAX = 12;

/** All of a verdict. */
export function told(verdict: Verdict): string {
  const head = `${verdict.kind} by ${verdict.algorithm}, ${verdict.effort.configurations} of effort`;
  if (verdict.kind === 'unknown') return `${head}\n  ${verdict.reason}\n  ${verdict.progress}`;
  const lines = [head];
  if (verdict.kind === 'illegal') {
    for (const { message, operations, explanation } of verdict.anomalies) {
      lines.push(`${message} (${operations.join(' ')})`, ...explanation.map((each) => `- ${each}`));
    }
  }
  return [...lines, ...evidence(verdict.certificate)].join('\n  ');
}

function evidence(certificate: Certificate): string[] {
  switch (certificate.kind) {
    case 'linearization':
      return certificate.parts.map(({ key, order }) => `${keyed(key)}order ${list(order)}`);
    case 'refutation': {
      const { key, rule, until, groups } = certificate;
      return [
        `${keyed(key)}${rule} until ${until}: ${groups.map((each) => list(each)).join(', ')}`,
      ];
    }
    case 'exhaustion': {
      const { key, stuck, states, levels } = certificate;
      const sizes = levels.map(({ configurations }) => configurations.length);
      const taken = levels.flatMap(({ configurations }) =>
        configurations.flatMap(({ state, taken }) => [state, ...taken]),
      );
      return [
        `${keyed(key)}stuck at ${stuck}, ${states.length} states, levels ${list(sizes)}, ` +
          `configurations ${list(taken)}`,
      ];
    }
    case 'witness':
      return [];
  }
}

function keyed(key: unknown): string {
  return key === undefined ? '' : `${JSON.stringify(key)}: `;
}

function list(numbers: ArrayLike<number>): string {
  const items = Array.from(numbers);
  if (items.length <= SHOWN_MAX) return `[${items.join(' ')}]`;
  const hash = items.reduce((sum, each) => mix(sum, each), 0) >>> 0;
  return `${items.length} numbers #${hash.toString(16)}`;
}
