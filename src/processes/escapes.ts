/**
 * Finds what escapes from the simulation: every use of the host by code of a simulated process
 * (files, sockets, timers taken before the run, compression, threads) makes an asynchronous
 * resource, which Node tells as it is made (node:async_hooks). Costs several times the run.
 */

import { createHook } from 'node:async_hooks';
import { fileURLToPath } from 'node:url';
import { currentExecution } from './current.js';

/** A use of the host by a simulated process. */
export interface Escape {
  readonly node: string;
  /** Node's name for the resource, such as `FSREQPROMISE`. */
  readonly resource: string;
  /** The first line of the stack that is the user's; empty if there is none. */
  readonly where: string;
}

/** Thrown when code of a simulated process used the host. */
export class EscapeError extends Error {
  override readonly name = 'EscapeError';

  constructor(readonly escape: Escape) {
    const { node, resource, where } = escape;
    super(
      `node ${node} used ${resource} outside the simulation${where === '' ? '' : ` ${where}`}. ` +
        'What it answers, and when, is not simulated: runs may differ, and what waits for it ' +
        'may never go on.',
    );
  }
}

/** What promises and ticks are to Node: they run to their end between two events. */
const INSIDE: ReadonlySet<string> = new Set([
  'PROMISE',
  'TickObject',
  'Microtask',
  'QUEUEMICROTASK',
]);

const OWN_FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** Watches from now on; `stop` answers the first escape. */
export function watchForEscapes(): { readonly stop: () => Escape | undefined } {
  let first: Escape | undefined;
  const hook = createHook({
    init(_id, resource) {
      if (first !== undefined || INSIDE.has(resource)) return;
      const execution = currentExecution();
      if (execution === undefined || !execution.process.isAlive) return;
      const stack = stackLines();
      if (stack.some(isConsole)) return;
      first = { node: execution.process.name, resource, where: stack.find(isUsers) ?? '' };
    },
  });
  hook.enable();
  return {
    stop: () => {
      hook.disable();
      return first;
    },
  };
}

function stackLines(): string[] {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 50;
  const lines = new Error('here').stack?.split('\n').slice(1) ?? [];
  Error.stackTraceLimit = stackTraceLimit;
  return lines.map((line) => line.trim());
}

/** What a program prints is for the reader, and nothing waits for it. */
function isConsole(line: string): boolean {
  return /\bconsole\.\w+ |\bConsole\b|node:internal\/console/.test(line);
}

function isUsers(line: string): boolean {
  return /:\d+\)?$/.test(line) && !line.includes('node:') && !line.includes(OWN_FOLDER);
}
