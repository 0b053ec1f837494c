/**
 * An anomaly of transactions for the page: who comes before whom in a circle, each step with its
 * evidence.
 */

import { describeValue } from '../../../checkers/describe.js';
import type { TransactionAnomaly } from '../../../checkers/transactions/anomaly.js';
import { escapeText } from '../escape.js';
import { readable } from '../references.js';
import type { CycleSection } from './page-data.js';
import { sentenceOf } from './sentences.js';

const SHORT = { lengthMax: 60 } as const;

/** How an explanation introduces its transactions: `T1 is #3: read key "x" as 1.` */
const INTRODUCTION = /^T(\d+) is #\d+: (.*)\.$/s;

/** The section; `count` were found of this kind, and `also` are kinds that the same ones show. */
export function cycleSection(
  anomaly: TransactionAnomaly,
  count: number,
  also: readonly string[] = [],
): CycleSection {
  const { kind, message, operations, explanation, steps = [] } = anomaly;
  const introduced = new Map(
    explanation.flatMap((sentence): [number, string][] => {
      const [, place, text] = INTRODUCTION.exec(sentence) ?? [];
      return text === undefined ? [] : [[Number(place) - 1, readable(text)]];
    }),
  );
  const known = [...new Set(operations)];
  const placeOf = (id: number): number => known.indexOf(id);
  return {
    kind: 'cycle',
    anomaly: escapeText(kind, SHORT),
    message: readable(message),
    nodes: known.map((id) => {
      const place = operations.indexOf(id);
      return { name: `T${place + 1}`, operation: id + 1, text: introduced.get(place) ?? '' };
    }),
    edges: steps
      .filter(({ from, to }) => placeOf(from) >= 0 && placeOf(to) >= 0)
      .map(({ from, to, kind: edge, key, because }) => ({
        from: placeOf(from),
        to: placeOf(to),
        kind: edge,
        label: key === undefined ? edge : `${edge} ${escapeText(describeValue(key), SHORT)}`,
        because: readable(because),
      })),
    sentences: explanation.map((sentence) => sentenceOf(sentence, operations)),
    count,
    also: also.map((one) => escapeText(one, SHORT)),
  };
}
