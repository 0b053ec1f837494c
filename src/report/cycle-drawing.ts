/**
 * A cycle of transactions as a drawing: down the page each comes before the next, and the line at
 * the side leads from the last back to the first.
 */

import type { TransactionAnomaly } from '../../checkers/transactions/anomaly.js';
import { describeValue } from '../../checkers/describe.js';
import { escapeText } from './escape.js';
import { segment, type Line } from './line.js';

const TRANSACTIONS_MAX = 24;

interface Strokes {
  readonly top: string;
  readonly side: string;
  readonly bottom: string;
  readonly down: string;
}

const BOXES: Strokes = { top: '┌─▶', side: '│  ', bottom: '└──', down: '▼' };
const LETTERS: Strokes = { top: ',->', side: '|  ', bottom: "'--", down: 'v' };

/** The drawing, indented like what stands under a label; empty for what is no cycle. */
export function cycleLines(
  { steps, operations }: TransactionAnomaly,
  { ascii }: { readonly ascii: boolean },
): Line[] {
  if (steps === undefined || steps.length > TRANSACTIONS_MAX) return [];
  const strokes = ascii ? LETTERS : BOXES;
  const name = (id: number): string => `T${operations.indexOf(id) + 1} #${id + 1}`;
  const margin = '    ';
  return steps.flatMap(({ from, kind, key }, at): Line[] => {
    const isLast = at === steps.length - 1;
    const label = key === undefined ? kind : `${kind} ${describeValue(key)}`;
    const shown = escapeText(label, { ascii, lengthMax: 60 });
    return [
      [
        segment(`${margin}${at === 0 ? strokes.top : strokes.side} `),
        segment(name(from), 'strong'),
      ],
      isLast
        ? [segment(`${margin}${strokes.bottom} `), segment(shown, 'faint')]
        : [segment(`${margin}${strokes.side} ${strokes.down} `), segment(shown, 'faint')],
    ];
  });
}
