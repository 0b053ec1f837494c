/**
 * Whose code runs: the process of a simulated node, and the handler of it that set the code off.
 * Promises, ticks and microtasks carry it along by themselves (AsyncLocalStorage), so that code
 * which knows nothing of the simulator finds its own clock, network and dice.
 */

import { AsyncLocalStorage } from 'node:async_hooks';
import type { AsyncContext } from '../simulator/asynchronous/node.js';
import type { Process } from './process.js';

/** Code of a simulated process at work. */
export interface Execution {
  readonly process: Process;
  /** Of the handler that set it off; what it sends has that handler's cause. */
  readonly context: AsyncContext;
}

const executions = new AsyncLocalStorage<Execution>();

/** The execution that the calling code belongs to; `undefined` outside of a simulation. */
export function currentExecution(): Execution | undefined {
  return executions.getStore();
}

/** Runs `work`, and all that it sets off, as a part of `execution`. */
export function runAs<Result>(execution: Execution, work: () => Result): Result {
  return executions.run(execution, work);
}
