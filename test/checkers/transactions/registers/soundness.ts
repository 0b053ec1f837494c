/**
 * What each anomaly claims, held against the definitions: of a model that it rules out there must
 * be no order of all transactions, with versions in an order that agrees with what is assumed, in
 * which everyone reads what was read.
 */

import type { VersionOptions } from '../../../../checkers/transactions/registers/infer-versions.js';
import type { OracleOrder, OracleTransaction } from '../../oracle/transactions/transactions.js';
import { infer } from './infer.js';
import { oracleColumns } from './oracle-columns.js';
import { hasOrder, type Question } from './version-orders.js';

/** Every set of options. */
export const OPTION_SETS: readonly VersionOptions[] = [
  {},
  { wfrKeys: true },
  { sequentialKeys: true },
  { linearizableKeys: true },
  { wfrKeys: true, sequentialKeys: true, linearizableKeys: true },
];

const ASSUMED_ORDER: Readonly<Record<string, OracleOrder>> = {
  'sequential-keys': 'session',
  'linearizable-keys': 'realtime',
};

/** Counts what was found and what of it is false. */
export class SoundnessTally {
  /** How often each kind was found, under any options. */
  readonly found: Map<string, number> = new Map();
  readonly falseAlarms: string[] = [];
  /** Histories that are strictly serializable, and those that are not. */
  legal = 0;
  illegal = 0;
  /** Illegal histories of which nothing was found, for each set of options. */
  readonly missed: number[] = OPTION_SETS.map(() => 0);

  /** Checks a history under every set of options. */
  add(history: readonly OracleTransaction[]): void {
    const answers = new Map<string, boolean>();
    const holds = (question: Question): boolean => {
      const name = JSON.stringify(question);
      const known = answers.get(name) ?? hasOrder(history, question);
      answers.set(name, known);
      return known;
    };
    const isLegal = holds({ axiom: 'serializable', commits: 'realtime', versions: [] });
    if (isLegal) this.legal++;
    else this.illegal++;
    const columns = oracleColumns(history);
    for (const [at, options] of OPTION_SETS.entries()) {
      const { anomalies, assumptions } = infer(columns, options);
      if (!isLegal && anomalies.size === 0) this.missed[at]!++;
      for (const kind of anomalies.keys()) {
        this.found.set(kind, (this.found.get(kind) ?? 0) + 1);
        const versions = (assumptions.get(kind) ?? []).flatMap((one) => ASSUMED_ORDER[one] ?? []);
        for (const axiom of ruledOut(kind)) {
          if (!holds({ axiom, commits: commitsOf(kind), versions })) continue;
          const what = `${kind} with ${JSON.stringify(options)}, which leaves ${axiom}`;
          this.falseAlarms.push(`${what}, in ${JSON.stringify(history)}`);
        }
      }
    }
  }
}

/** What each kind rules out of the two axioms that the definitions here know. */
function ruledOut(kind: string): readonly Question['axiom'][] {
  return kind.startsWith('G2-item') ? ['serializable'] : ['serializable', 'snapshot-isolation'];
}

function commitsOf(kind: string): OracleOrder {
  if (kind.endsWith('-process')) return 'session';
  return kind.endsWith('-realtime') ? 'realtime' : 'none';
}
