/**
 * Transactions as the oracles take them: plain data, read literally, without columns and without
 * any inference. Registers begin as `null`, lists as empty.
 */

export type OracleOrder = 'none' | 'session' | 'realtime';

/** A read says what was seen; a write sets a register, an append adds to a list. */
export type OracleMicro =
  | { readonly f: 'r'; readonly key: number; readonly value: number | null | readonly number[] }
  | { readonly f: 'w' | 'append'; readonly key: number; readonly value: number };

/**
 * `ok`: it committed. `info`: nobody knows, and what it read is not known either. `fail`: it did
 * not happen.
 */
export interface OracleTransaction {
  readonly process: number;
  readonly outcome: 'ok' | 'info' | 'fail';
  readonly micros: readonly OracleMicro[];
  /** Times, all distinct; the return of `info` does not count. */
  readonly call: number;
  readonly return: number;
}

/** What each key holds. */
export type OracleState = ReadonlyMap<number, number | readonly number[]>;

/**
 * Who must commit before each transaction begins. By process: the `ok` transaction before it, by
 * order of calls. By real time: every `ok` one that returned before its call.
 */
export function predecessorsOf(
  transactions: readonly OracleTransaction[],
  order: OracleOrder,
): number[][] {
  return transactions.map((later) =>
    transactions.flatMap((earlier, at) => {
      if (order === 'none' || earlier.outcome !== 'ok') return [];
      const precedes =
        order === 'realtime'
          ? earlier.return < later.call
          : earlier.process === later.process && earlier.call < later.call;
      return precedes ? [at] : [];
    }),
  );
}

/** Whether the reads of a transaction that runs alone on `state` return what they returned. */
export function readsAgree(transaction: OracleTransaction, state: OracleState): boolean {
  if (transaction.outcome !== 'ok') return true;
  const mine = new Map(state);
  return transaction.micros.every((micro) => {
    if (micro.f !== 'r') {
      apply(mine, micro.f, micro.key, micro.value);
      return true;
    }
    return same(mine.get(micro.key), micro.value);
  });
}

/** The state after the writes of a transaction. */
export function stateAfter(transaction: OracleTransaction, state: OracleState): OracleState {
  const next = new Map(state);
  for (const micro of transaction.micros) {
    if (micro.f !== 'r') apply(next, micro.f, micro.key, micro.value);
  }
  return next;
}

/** The keys that a transaction writes. */
export function keysWritten(transaction: OracleTransaction): Set<number> {
  return new Set(transaction.micros.filter(({ f }) => f !== 'r').map(({ key }) => key));
}

function apply(
  state: Map<number, number | readonly number[]>,
  f: 'w' | 'append',
  key: number,
  value: number,
): void {
  if (f === 'w') {
    state.set(key, value);
    return;
  }
  const list = state.get(key);
  state.set(key, Array.isArray(list) ? [...(list as readonly number[]), value] : [value]);
}

function same(
  held: number | readonly number[] | undefined,
  seen: number | null | readonly number[],
): boolean {
  if (seen === null) return held === undefined;
  if (typeof seen === 'number') return held === seen;
  const list = held === undefined ? [] : held;
  return (
    Array.isArray(list) &&
    list.length === seen.length &&
    (list as readonly number[]).every((element, at) => element === seen[at])
  );
}
