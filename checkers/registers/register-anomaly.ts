/**
 * Anomalies of registers: reads of values that nobody wrote, and violations of a model as the few
 * operations that show them.
 */

import { operationAt, OUTCOME } from '../../src/history/columns/operation-columns.js';
import { describeKey, describeValue, reference } from '../describe.js';
import type { Anomaly } from '../verdict.js';
import { nameOf, tellSource } from './narrate.js';
import type { RegisterAccesses } from './register-accesses.js';
import type { RegisterModel } from './register-checker.js';
import { idsOf, type RegisterOperations } from './register-operations.js';

/** Ways to choose writers that are told one by one. */
const WAYS_MAX = 3;

/** The anomaly of a read of a value that nobody wrote, or whose write failed. Linear. */
export function readOfNothing(accesses: RegisterAccesses, access: number): Anomaly {
  const { columns } = accesses;
  const id = accesses.id[access]!;
  const { output, key } = operationAt(columns, id);
  const code = columns.output[id]!;
  const failed = columns.outcome.findIndex(
    (outcome, at) =>
      outcome === OUTCOME.fail && columns.input[at] === code && columns.key[at] === columns.key[id],
  );
  const value = `${describeValue(output)}${describeKey(key)}`;
  const isFailed = failed >= 0;
  return {
    kind: isFailed ? 'aborted-read' : 'thin-air-read',
    message: isFailed
      ? `${reference(id)} read ${value}, whose write failed`
      : `${reference(id)} read ${value}, which nobody wrote`,
    operations: isFailed ? [failed, id] : [id],
    ...(key === undefined ? {} : { key }),
    explanation: [
      `${reference(id)} read ${value}.`,
      isFailed
        ? `However the write ${reference(failed)} of it failed: a contradiction.`
        : 'However it is not the initial value, and no write of it was begun: a contradiction.',
    ],
  };
}

/** The anomaly shown by cores, one for each way in which values may have been read. */
export function tellCores(model: RegisterModel, cores: readonly RegisterOperations[]): Anomaly {
  const [first] = cores as readonly [RegisterOperations];
  const telling = model.explain(first);
  const operations = new Set(cores.flatMap((core) => idsOf(core, everyMember(core))));
  const ids = [...operations].sort((left, right) => left - right);
  const isOneKey = new Set(cores.flatMap((core) => [...core.key])).size === 1;
  const key = isOneKey ? operationAt(first.accesses.columns, ids[0]!).key : undefined;
  return {
    kind: model.anomaly,
    message: telling.message,
    operations: ids,
    ...(key === undefined ? {} : { key }),
    explanation: cores.length === 1 ? telling.explanation : tellWays(model, cores),
  };
}

function tellWays(model: RegisterModel, cores: readonly RegisterOperations[]): string[] {
  const told = cores.slice(0, WAYS_MAX).flatMap((core, way) => {
    const reads = [...everyMember(core)].filter((at) => core.isWrite[at] === 0);
    const sources = reads.map((at) => `${nameOf(core, at)} read ${tellSource(core, at)}`);
    return [
      `${way === 0 ? 'Suppose' : 'Or suppose'} that ${sources.join(', and ')}.`,
      ...model.explain(core).explanation,
    ];
  });
  if (cores.length <= WAYS_MAX) return told;
  return [...told, `${cores.length - WAYS_MAX} other ways to read them end alike.`];
}

function everyMember({ size }: RegisterOperations): Int32Array {
  return Int32Array.from({ length: size }, (_, at) => at);
}
