/**
 * Linearizability on all cores: monitors judge in the calling thread, as they are faster than any
 * hand-over; parts that must be searched go to a pool of threads. The threads are those of piscina.
 */

import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Piscina } from 'piscina';
import type { CheckOptions } from '../../../checkers/checker.js';
import type { LinearizableOptions } from '../../../checkers/linearizability/linearizable.js';
import { partsOf } from '../../../checkers/linearizability/linearizable.js';
import { buffersOf, packPart } from '../../../checkers/linearizability/packed-part.js';
import type { Part } from '../../../checkers/linearizability/part.js';
import { PartsCheck } from '../../../checkers/linearizability/parts-check.js';
import type { Verdict } from '../../../checkers/verdict.js';
import { sizeOf } from '../../history/columns/columnar-history.js';
import type { History } from '../../history/operation.js';
import { makeModel } from './model-reference.js';
import type { ModelReference, SearchTask } from './search-task.js';

/** Fewer operations than this are searched before a thread has started. */
const OPERATIONS_MIN = 2000;

/** Each part gets so much first, so that one that is easily decided does not wait for others. */
const FIRST_CONFIGURATIONS = 20_000;

const CONFIGURATIONS_MAX = 2_000_000;

/** What a check on several threads may use; budgets are for each part. */
export interface ParallelOptions
  extends Omit<LinearizableOptions, 'monitors' | 'reductions'>, Omit<CheckOptions, 'shouldStop'> {
  /** Default: as many as the machine runs at once. */
  readonly threads?: number;
  /** Ends the check with `unknown`. */
  readonly timeoutMs?: number;
}

/**
 * Judges `history` as `linearizable(model).check(history)` does, with searches of several parts at
 * once. A violation ends them all unless `everyPart` is set. Exact whenever it answers.
 * @throws ModelError as `linearizable`, and when there is no such model.
 */
export async function checkInParallel(
  history: History,
  reference: ModelReference,
  options: ParallelOptions = {},
): Promise<Verdict> {
  const model = await makeModel(reference);
  const parts = partsOf(history, model, options);
  const end = options.timeoutMs === undefined ? Infinity : performance.now() + options.timeoutMs;
  const check = new PartsCheck(
    parts,
    sizeOf(history),
    model,
    {},
    {
      ...options,
      shouldStop: () => performance.now() > end,
    },
  );
  const declined = check.monitor();
  const threads = Math.min(options.threads ?? availableParallelism(), declined.length);
  const operations = declined.reduce((sum, { size }) => sum + size, 0);
  if (threads < 2 || operations < OPERATIONS_MIN) check.search(declined);
  else {
    const pool = await startThreads(threads);
    await new SearchPool(pool, reference, options, end).search(declined, check);
  }
  return check.verdict();
}

type Threads = Piscina<SearchTask, Verdict>;

/** The package is loaded only when there is something for it to do. */
async function startThreads(count: number): Promise<Threads> {
  const { Piscina: Pool } = await import('piscina');
  return new Pool<SearchTask, Verdict>({
    filename: fileURLToPath(new URL('./search-worker.js', import.meta.url)),
    name: 'search',
    minThreads: count,
    maxThreads: count,
  });
}

class SearchPool {
  readonly #reference: ModelReference;
  readonly #options: ParallelOptions;
  readonly #end: number;
  readonly #threads: Threads;

  constructor(threads: Threads, reference: ModelReference, options: ParallelOptions, end: number) {
    this.#threads = threads;
    this.#reference = reference;
    this.#options = options;
    this.#end = end;
  }

  /** Searches the parts, smallest first, with a small budget and then with all of it. */
  async search(parts: readonly Part[], check: PartsCheck): Promise<void> {
    const { configurationsMax = CONFIGURATIONS_MAX } = this.#options;
    const first = Math.min(FIRST_CONFIGURATIONS, configurationsMax);
    try {
      const bySize = [...parts].sort((a, b) => a.size - b.size);
      const unfinished = await this.#round(bySize, first, check, first === configurationsMax);
      if (check.isDecided || unfinished.length === 0) return;
      await this.#round(unfinished, configurationsMax, check, true);
    } finally {
      await this.#threads.destroy();
    }
  }

  /** Returns the parts without an answer, unless it is the last round. */
  async #round(
    parts: readonly Part[],
    configurationsMax: number,
    check: PartsCheck,
    isLast: boolean,
  ): Promise<Part[]> {
    const abort = new AbortController();
    const unfinished: Part[] = [];
    const one = async (part: Part): Promise<void> => {
      const verdict = await this.#ask(part, configurationsMax, abort.signal);
      if (verdict === undefined || check.isDecided) return;
      if (verdict.kind === 'unknown' && !isLast) unfinished.push(part);
      else check.absorb(part, verdict);
      if (check.isDecided) abort.abort();
    };
    await Promise.all(parts.map(one));
    return unfinished;
  }

  /** The verdict of a thread; `undefined` when it was called off. */
  async #ask(
    part: Part,
    configurationsMax: number,
    signal: AbortSignal,
  ): Promise<Verdict | undefined> {
    const packed = packPart(part);
    const timeoutMs = this.#end === Infinity ? undefined : this.#end - performance.now();
    const task: SearchTask = {
      model: this.#reference,
      part: packed,
      configurationsMax,
      bytesMax: this.#options.bytesMax,
      timeoutMs,
    };
    try {
      return await this.#threads.run(task, { signal, transferList: buffersOf(packed) });
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  }
}
