/**
 * Verdicts in a few lines, for golden files: everything a user sees of them, the effort, and the
 * evidence.
 */

import type { Certificate } from '../../checkers/certificate.js';
import type { Verdict } from '../../checkers/verdict.js';
import type { Value } from '../../src/history/value.js';
import { hashString, mix } from '../../src/scenario/randomness.js';

/** Longer lists are told by their length and a hash. */
const SHOWN_MAX = 12;

/**
 * The first `shown` verdicts in full; of all of them how many came by which algorithm, the sum of
 * the work, and a digest of every word.
 */
export function record(verdicts: readonly Verdict[], shown: number): string {
  const tally = new Map<string, number>();
  const texts = verdicts.map((verdict, at) => {
    const name = `${verdict.kind} by ${verdict.algorithm}${ruleOf(verdict)}`;
    tally.set(name, (tally.get(name) ?? 0) + 1);
    return `${at}: ${told(verdict)}`;
  });
  const effort = verdicts.reduce((sum, each) => sum + each.effort.configurations, 0);
  const lines = [
    ...texts.slice(0, shown),
    ...[...tally].map(([name, count]) => `${count} ${name}`).sort(),
    `${verdicts.length} in all, ${effort} of effort, ${hashOf(texts.join('\n'))}`,
  ];
  return `${lines.join('\n')}\n`;
}

function ruleOf(verdict: Verdict): string {
  if (verdict.kind !== 'illegal') return '';
  return verdict.certificate.kind === 'refutation' ? `, ${verdict.certificate.rule}` : '';
}

function hashOf(text: string): string {
  return `#${hashString(text).toString(16)}`;
}

/** All of a verdict. */
export function told(verdict: Verdict): string {
  const { kind, algorithm, effort } = verdict;
  const head = `${kind} by ${algorithm}, ${effort.configurations} of effort`;
  if (verdict.kind === 'unknown') return `${head}\n  ${verdict.reason}\n  ${verdict.progress}`;
  const lines = [head];
  if (verdict.kind === 'illegal') {
    for (const anomaly of verdict.anomalies) {
      const { message, operations, explanation } = anomaly;
      lines.push(`${keyed(anomaly)}${message} (${operations.join(' ')})`);
      lines.push(...explanation.map((each) => `- ${each}`));
    }
  }
  return [...lines, ...evidence(verdict.certificate)].join('\n  ');
}

function evidence(certificate: Certificate): string[] {
  switch (certificate.kind) {
    case 'linearization':
      return certificate.parts.map((part) => `${keyed(part)}order ${list(part.order)}`);
    case 'refutation': {
      const { rule, until } = certificate;
      const groups = certificate.groups.map((each) => list(each)).join(', ');
      return [`${keyed(certificate)}${rule} until ${until}: ${groups}`];
    }
    case 'exhaustion': {
      const { stuck, states, levels } = certificate;
      const sizes = levels.map(({ configurations }) => configurations.length);
      const taken = levels.flatMap(({ configurations }) =>
        configurations.flatMap(({ state, taken }) => [state, ...taken]),
      );
      return [
        `${keyed(certificate)}stuck at ${stuck}, ${states.length} states, levels ${list(sizes)}, ` +
          `configurations ${list(taken)}`,
      ];
    }
    case 'witness':
    case 'commit-order':
    case 'cycle':
    case 'core':
      return [];
  }
}

/** A key that is there but undefined is told as such. */
function keyed(certificate: { readonly key?: Value }): string {
  return 'key' in certificate ? `${JSON.stringify(certificate.key)}: ` : '';
}

function list(numbers: ArrayLike<number>): string {
  const items = Array.from(numbers);
  if (items.length <= SHOWN_MAX) return `[${items.join(' ')}]`;
  const hash = items.reduce((sum, each) => mix(sum, each), 0) >>> 0;
  return `${items.length} numbers #${hash.toString(16)}`;
}
