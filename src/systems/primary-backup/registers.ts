/**
 * The service: a register for each key, and the client table (Liskov and Cowling 2012, section 4.1)
 * with the answer to every operation that was executed, so that a retry is answered and not
 * executed again.
 */

import { canonicalKey } from '../../history/equality.js';
import type { Value } from '../../history/value.js';
import type { Answer, Request } from '../../simulator/node.js';

/** What the replicas replicate. */
export class Registers {
  private readonly values = new Map<string, Value>();
  private readonly answers = new Map<number, Answer>();
  private shown = '';

  /** Executes a committed operation. */
  execute(request: Request): Answer {
    const key = canonicalKey(request.key ?? null);
    const { f, value } = request;
    if (f !== 'read' && f !== 'write')
      throw new Error(`a register knows read and write, not "${f}"`);
    if (f === 'write') {
      this.values.set(key, value);
      this.shown = canonicalKey(value);
    }
    const answer: Answer = { type: 'ok', value: this.values.get(key) ?? null };
    this.answers.set(request.id, answer);
    return answer;
  }

  /** The answer to an operation that was executed; `undefined` if it was not. */
  answerTo(operation: number): Answer | undefined {
    return this.answers.get(operation);
  }

  /** The value written last. */
  describe(): string {
    return this.shown;
  }
}
