/**
 * Runs in a thread of the pool: searches one part and answers its verdict.
 */

import { PartsCheck } from '../../../checkers/linearizability/parts-check.js';
import { unpackPart } from '../../../checkers/linearizability/packed-part.js';
import type { Verdict } from '../../../checkers/verdict.js';
import { makeModel } from './model-reference.js';
import type { SearchTask } from './search-task.js';

/** The verdict for the one part of `task`, its certificate computed. */
export async function search(task: SearchTask): Promise<Verdict> {
  const { configurationsMax, bytesMax, timeoutMs } = task;
  const model = await makeModel(task.model);
  const part = unpackPart(task.part);
  const end = timeoutMs === undefined ? Infinity : performance.now() + timeoutMs;
  const check = new PartsCheck(
    [part],
    part.size,
    model,
    {},
    {
      configurationsMax,
      ...(bytesMax === undefined ? {} : { bytesMax }),
      shouldStop: () => performance.now() > end,
    },
  );
  check.search([part]);
  return check.verdict();
}
