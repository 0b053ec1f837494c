/**
 * Banks: transfers move money between accounts, and every read sees all of it. A read that does not
 * breaks snapshot isolation.
 */

import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { describeValue } from '../describe.js';
import { clientEvents, misunderstood } from './client-events.js';
import type { EventChecker } from './event-checker.js';
import { answer, others, type Finding } from './judgement.js';
import { describeEvent, recordedOperation } from './recorded-operation.js';
import { ValueNumbering } from './value-numbering.js';
import { entriesOf, integerOf, integerValue } from './value-shapes.js';

/** What the bank was set up with. */
export interface BankOptions {
  /** All accounts; default: whatever accounts the reads show. */
  readonly accounts?: readonly Value[];
  /** What all accounts hold together, an integer; default: what the first complete read shows. */
  readonly totalAmount?: number | bigint;
  /** Balances below zero are fine; default false. */
  readonly negativeBalances?: boolean;
}

type Kind = 'unexpected-key' | 'nil-balance' | 'wrong-total' | 'negative-value';

interface BankError {
  readonly type: Kind;
  readonly event: Event;
  /** How bad it is, for `worst`. */
  readonly badness: number;
  readonly total?: bigint;
  readonly details: { readonly [field: string]: Value };
  readonly message: string;
}

interface Expected {
  readonly accounts: ReadonlySet<number> | undefined;
  readonly numbering: ValueNumbering;
  readonly total: bigint;
  readonly negative: boolean;
  /** Whether a read of no accounts at all is wrong: not where nobody said what to expect. */
  readonly blamesEmpty: boolean;
}

/** Judges `read`s of a map from account to balance, an integer. Linear. */
export function bank(options: BankOptions = {}): EventChecker {
  return {
    name: 'bank',
    check(events) {
      const reads = clientEvents(events).filter(({ f, type }) => f === 'read' && type === 'ok');
      const expected = expectedOf(reads, options);
      const errors = reads.flatMap((event) => errorOf(event, expected) ?? []);
      const groups = new Map<Kind, BankError[]>();
      for (const error of errors) {
        const group = groups.get(error.type);
        if (group === undefined) groups.set(error.type, [error]);
        else group.push(error);
      }
      const [first] = errors;
      return answer('bank', {
        judged: events.length,
        result: {
          'valid?': errors.length === 0,
          'read-count': reads.length,
          'error-count': errors.length,
          'first-error': first === undefined ? null : recorded(first),
          errors: Object.fromEntries([...groups].map(([type, group]) => [type, summary(group)])),
        },
        findings: [...groups.values()].map(findingOf),
      });
    },
  };
}

function expectedOf(reads: readonly Event[], options: BankOptions): Expected {
  const numbering = new ValueNumbering();
  const accounts = options.accounts?.map((account) => numbering.numberOf(account));
  const given = options.totalAmount;
  return {
    accounts: accounts === undefined ? undefined : new Set(accounts),
    numbering,
    total: given === undefined ? firstTotal(reads) : BigInt(given),
    negative: options.negativeBalances === true,
    blamesEmpty: given !== undefined,
  };
}

function firstTotal(reads: readonly Event[]): bigint {
  for (const event of reads) {
    const balances = balancesOf(event).map(([, balance]) => balance);
    if (balances.length > 0 && !balances.includes(null)) return sumOf(event, balances);
  }
  return 0n;
}

function errorOf(event: Event, expected: Expected): BankError | undefined {
  const entries = balancesOf(event);
  const { accounts, numbering } = expected;
  if (entries.length === 0 && !expected.blamesEmpty) return undefined;
  const strange = entries
    .map(([account]) => account)
    .filter((account) => accounts !== undefined && !accounts.has(numbering.numberOf(account)));
  if (strange.length > 0) {
    return {
      type: 'unexpected-key',
      event,
      badness: strange.length,
      details: { unexpected: strange },
      message: `a read shows ${describeValue(strange[0]!)}, which is none of the accounts`,
    };
  }
  const nils = entries.filter(([, balance]) => balance === null);
  if (nils.length > 0) {
    return {
      type: 'nil-balance',
      event,
      badness: nils.length,
      details: { nils: new Map(nils) },
      message: `a read shows no balance for account ${describeValue(nils[0]![0])}`,
    };
  }
  const balances = entries.map(([, balance]) => balance);
  return wrongTotal(event, sumOf(event, balances), expected) ?? negative(event, balances, expected);
}

function wrongTotal(event: Event, total: bigint, expected: Expected): BankError | undefined {
  if (total === expected.total) return undefined;
  const difference = Number(total - expected.total);
  return {
    type: 'wrong-total',
    event,
    badness: Math.abs(difference),
    total,
    details: { total: integerValue(total) },
    message: `a read shows ${total} in all accounts, where there should be ${expected.total}`,
  };
}

function negative(
  event: Event,
  balances: readonly Value[],
  expected: Expected,
): BankError | undefined {
  if (expected.negative) return undefined;
  const below = balances.filter((balance) => integerOf(balance)! < 0n);
  if (below.length === 0) return undefined;
  return {
    type: 'negative-value',
    event,
    badness: -Number(sumOf(event, below)),
    details: { negative: below },
    message: `a read shows an account with ${describeValue(below[0]!)}, which is below zero`,
  };
}

function balancesOf(event: Event): readonly (readonly [Value, Value])[] {
  const entries = entriesOf(event.value);
  if (entries === undefined) throw misunderstood(event, 'map from account to balance');
  return entries;
}

function sumOf(event: Event, balances: readonly Value[]): bigint {
  let sum = 0n;
  for (const balance of balances) {
    const amount = integerOf(balance);
    if (amount === undefined) throw misunderstood(event, 'balances that are integers');
    sum += amount;
  }
  return sum;
}

function recorded({ type, event, details }: BankError): Value {
  return { type, ...details, op: recordedOperation(event) };
}

function summary(group: readonly BankError[]): Value {
  const by = (better: (one: BankError, other: BankError) => boolean): Value =>
    recorded(group.reduce((best, error) => (better(error, best) ? error : best)));
  return {
    count: group.length,
    first: recorded(group[0]!),
    worst: by((one, other) => one.badness > other.badness),
    last: recorded(group.at(-1)!),
    ...(group[0]!.type === 'wrong-total'
      ? {
          lowest: by((one, other) => one.total! < other.total!),
          highest: by((one, other) => one.total! > other.total!),
        }
      : {}),
  };
}

function findingOf(group: readonly BankError[]): Finding {
  const { type, event, message } = group[0]!;
  return {
    kind: type,
    message: `${message}${others(group.length - 1)}`,
    explanation: [`${describeEvent(event)}.`],
    events: [event],
  };
}
