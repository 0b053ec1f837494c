/**
 * Rejections that nobody handles. Node ends a program that has one; here the simulated process
 * dies, which is a finding about the program, and the host process hears nothing of it.
 */

import { currentExecution } from '../current.js';
import { replaceProperty } from './replacement.js';
import type { Restore } from './replacement.js';

type Emit = (event: string | symbol, ...parameters: unknown[]) => boolean;

/** Intercepts what Node tells the host process. */
export function interceptRejections(): Restore {
  const present = Reflect.get(process, 'emit') as Emit;
  const emit: Emit = (event, ...parameters) => {
    const execution = event === 'unhandledRejection' ? currentExecution() : undefined;
    if (execution === undefined) return Reflect.apply(present, process, [event, ...parameters]);
    execution.process.kill(parameters[0]);
    return true;
  };
  return replaceProperty(process, 'emit', { value: emit });
}
