/**
 * Histories recorded as operations with a call and a return time, as Porcupine takes them.
 * Intervals are closed: an operation that is called at the very time another returns is concurrent
 * with it, so at equal times calls come before returns.
 *
 * A process whose next call falls on its own return (coarse clocks do that) would have two
 * operations open. For one process at a time that is solved exactly: its return and call stand
 * between the other calls and the other returns of that time. No ranking can do so for two
 * processes at once (two chains side by side are no interval order), so the others go on under a
 * fresh process number, as after a crash: an order is forgotten, none is invented.
 */

import type { Event } from './event.js';
import { HistoryError } from './history-error.js';
import { toHistory } from './history.js';
import type { History, Outcome } from './operation.js';
import type { Value } from './value.js';

/** One operation with the times of its call and return, in any unit. */
export interface TimedOperation {
  readonly process: number | string;
  readonly f: string;
  readonly key?: Value;
  readonly input: Value;
  readonly output: Value;
  readonly outcome: Outcome;
  readonly error?: Value;
  readonly call: number | bigint;
  /** `null`: never returned; only an operation of outcome `info` may say so. */
  readonly return: number | bigint | null;
  /** Other fields of the source; they go to the invocation. */
  readonly extra?: ReadonlyMap<string, Value>;
}

/** How the times of operations are used. */
export interface TimedOptions {
  /**
   * The times are nanoseconds, and stay as `timeNs` of events, `callNs` and `returnNs` of
   * operations.
   */
  readonly keepTimes?: boolean;
}

/**
 * The strict history of operations given with their times; log-linear.
 * @throws {@link HistoryError} when an operation returns before its call or a process has two open
 * at once.
 */
export function fromTimedOperations(
  operations: readonly TimedOperation[],
  options: TimedOptions = {},
): History {
  return toHistory(timedEvents(operations, options));
}

/**
 * The events of operations given with their times, indexed from 0; log-linear. Two operations of a
 * process that overlap are kept: that is for {@link toHistory} to refuse.
 * @throws {@link HistoryError} when an operation returns before its call, or has no return without
 * being `info`.
 */
export function timedEvents(
  operations: readonly TimedOperation[],
  options: TimedOptions = {},
): Event[] {
  const steps = orderedSteps(operations);
  const events: Event[] = [];
  const crashed = new Map<number | string, Step>();
  const push = (step: Step): void => {
    events.push(stepEvent(step, events.length, options.keepTimes === true));
  };
  for (const step of steps) {
    const before = step.isCall ? crashed.get(step.process) : undefined;
    if (before !== undefined) {
      push(before);
      crashed.delete(step.process);
    }
    push(step);
    if (step.isCall && step.operation.return === null) {
      crashed.set(step.process, { ...step, isCall: false });
    }
  }
  for (const step of crashed.values()) push(step);
  return events;
}

const PHASE_CALL = 0;
const PHASE_CHAIN = 1;
const PHASE_RETURN = 2;

/** A call or a return, with what places it among those of the same time. */
interface Step {
  readonly operation: TimedOperation;
  readonly process: number | string;
  readonly isCall: boolean;
  readonly time: number | bigint;
  readonly phase: number;
  readonly order: number;
}

function orderedSteps(operations: readonly TimedOperation[]): Step[] {
  const chains = chainsOf(operations);
  const keptChains = keptChainsOf(chains);
  const steps: Step[] = [];
  let fresh = freshProcess(operations);
  for (const [name, chain] of chains) {
    let process = name;
    chain.forEach((operation, position) => {
      if (touches(chain, position) && keptChains.get(timeKey(operation.call)) !== name) {
        process = fresh++;
      }
      for (const isCall of operation.return === null ? [true] : [true, false]) {
        const time = isCall ? operation.call : (operation.return as number | bigint);
        const isKept = keptChains.get(timeKey(time)) === name;
        const phase = isKept ? PHASE_CHAIN : isCall ? PHASE_CALL : PHASE_RETURN;
        const order = isKept ? 2 * position + (isCall ? 0 : 1) : steps.length;
        steps.push({ operation, process, isCall, time, phase, order });
      }
    });
  }
  return steps.sort(
    (left, right) =>
      compareTimes(left.time, right.time) || left.phase - right.phase || left.order - right.order,
  );
}

/**
 * The operations of each process in the order of their calls; what crashed goes before what went
 * on.
 */
function chainsOf(operations: readonly TimedOperation[]): Map<number | string, TimedOperation[]> {
  const chains = new Map<number | string, TimedOperation[]>();
  operations.forEach((operation, index) => {
    refuseBadTimes(operation, index);
    const chain = chains.get(operation.process);
    if (chain === undefined) chains.set(operation.process, [operation]);
    else chain.push(operation);
  });
  for (const chain of chains.values()) {
    chain.sort(
      (left, right) =>
        compareTimes(left.call, right.call) ||
        compareTimes(left.return ?? -Infinity, right.return ?? -Infinity),
    );
  }
  return chains;
}

/**
 * For each time at which processes call what follows their own return: the process whose order is
 * kept.
 */
function keptChainsOf(
  chains: ReadonlyMap<number | string, readonly TimedOperation[]>,
): Map<string, number | string> {
  const kept = new Map<string, number | string>();
  for (const [name, chain] of chains) {
    chain.forEach((operation, position) => {
      const key = timeKey(operation.call);
      if (touches(chain, position) && !kept.has(key)) kept.set(key, name);
    });
  }
  return kept;
}

function touches(chain: readonly TimedOperation[], position: number): boolean {
  const before = chain[position - 1]?.return;
  const operation = chain[position];
  if (before === undefined || before === null || operation === undefined) return false;
  return compareTimes(before, operation.call) === 0;
}

function refuseBadTimes(operation: TimedOperation, index: number): void {
  const { process, f, call } = operation;
  const name = `operation ${index} (${f} of process ${process})`;
  if (operation.return === null) {
    if (operation.outcome === 'info') return;
    throw new HistoryError(index, process, `${name} is ${operation.outcome} but never returned`);
  }
  if (compareTimes(call, operation.return) > 0) {
    throw new HistoryError(index, process, `${name} returned before its call`);
  }
}

function stepEvent(step: Step, index: number, keepTimes: boolean): Event {
  const { operation, process, isCall } = step;
  const { f, key, error, extra } = operation;
  const time = isCall ? operation.call : operation.return;
  return {
    index,
    type: isCall ? 'invoke' : operation.outcome,
    process,
    f,
    value: isCall ? operation.input : operation.output,
    ...(key === undefined ? {} : { key }),
    ...(isCall || error === undefined ? {} : { error }),
    ...(!keepTimes || time === null ? {} : { timeNs: time }),
    ...(!isCall || extra === undefined ? {} : { extra }),
  };
}

function freshProcess(operations: readonly TimedOperation[]): number {
  let highest = -1;
  for (const { process } of operations) {
    if (typeof process === 'number' && process > highest) highest = process;
  }
  return highest + 1;
}

function timeKey(time: number | bigint): string {
  return String(time);
}

/** Exact also between numbers and big integers. */
function compareTimes(left: number | bigint, right: number | bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
