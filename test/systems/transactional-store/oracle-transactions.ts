/**
 * Recorded events as the oracles of transactions take them.
 */

import type { Event } from '../../../src/history/event.js';
import type {
  OracleMicro,
  OracleTransaction,
} from '../../checkers/oracle/transactions/transactions.js';

/** One transaction for each invocation, in their order; times are places in the list of events. */
export function oracleTransactions(events: readonly Event[]): OracleTransaction[] {
  const transactions: OracleTransaction[] = [];
  const open = new Map<Event['process'], number>();
  events.forEach((event, at) => {
    const { process, type } = event;
    if (type === 'invoke') {
      open.set(process, transactions.length);
      transactions.push({
        process: Number(process),
        outcome: 'info',
        micros: microsOf(event),
        call: at,
        return: Infinity,
      });
      return;
    }
    const place = open.get(process)!;
    const invoked = transactions[place]!;
    transactions[place] = { ...invoked, outcome: type, micros: microsOf(event), return: at };
  });
  return transactions;
}

function microsOf({ value }: Event): OracleMicro[] {
  return (value as readonly (readonly [OracleMicro['f'], number, never])[]).map(
    ([f, key, each]): OracleMicro => ({ f, key, value: each }),
  );
}
