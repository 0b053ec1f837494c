/**
 * The scenarios of a campaign on several threads. Each thread takes every n-th number; the outcomes
 * are handed on in the order of their numbers, so that a campaign cannot tell how many threads
 * there were.
 */

import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { ScenarioOutcome } from '../scenario-outcome.js';
import type { CampaignReport, CampaignTask } from './campaign-task.js';

const WORKER = new URL('./campaign-worker.js', import.meta.url);

/** Whether there is a compiled worker to run; beside uncompiled sources there is none. */
export function canRunInThreads(): boolean {
  return existsSync(WORKER);
}

/**
 * The outcomes of `task`, in order. Threads run ahead of what is asked for; when nobody asks any
 * more they are ended.
 * @throws Error what a thread threw.
 */
export async function* outcomesInThreads(
  task: CampaignTask,
  threads: number,
): AsyncGenerator<ScenarioOutcome> {
  const { index, count } = task.shard;
  const workers = Array.from({ length: threads }, (_, at) => {
    const shard = { index: nthNumber(task, at), count: count * threads };
    return new OutcomeStream({ ...task, shard });
  });
  try {
    for (let at = 0; ; at++) {
      const outcome = await (workers[at % threads] as OutcomeStream).next();
      if (outcome === undefined) return;
      yield outcome;
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
  }

  /** The `nth` number (from 0) that the task visits. */
  function nthNumber({ from }: CampaignTask, nth: number): number {
    const ahead = (((index - from) % count) + count) % count;
    return from + ahead + nth * count;
  }
}

/** One thread, and what it has reported. */
class OutcomeStream {
  private readonly worker: Worker;
  private readonly reported: ScenarioOutcome[] = [];
  private read = 0;
  private hasEnded = false;
  private failure: { readonly error: unknown } | undefined;
  private wake: (() => void) | undefined;

  constructor(task: CampaignTask) {
    this.worker = new Worker(WORKER, { workerData: task });
    this.worker.on('message', ({ outcomes, isLast }: CampaignReport) => {
      this.reported.push(...outcomes);
      this.hasEnded ||= isLast;
      this.wake?.();
    });
    this.worker.on('error', (error) => {
      this.failure = { error };
      this.wake?.();
    });
    this.worker.on('exit', () => {
      this.hasEnded = true;
      this.wake?.();
    });
  }

  /** The next outcome; `undefined` when there are no more. */
  async next(): Promise<ScenarioOutcome | undefined> {
    while (this.read === this.reported.length) {
      if (this.failure !== undefined) throw this.failure.error;
      if (this.hasEnded) return undefined;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return this.reported[this.read++];
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}
