/**
 * Rechecks that a few transactions break a model, by trying every order of them.
 *
 * They are judged alone: what they read from others is left out. That is sound, because an order in
 * which the whole history is as the model wants it, restricted to some of its transactions, is one
 * in which these are: a read still has its writer last before it, what a transaction has seen
 * becomes less, and the orders of processes and of real time are inherited.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import type { CoreCertificate } from '../../certificate.js';
import type { Problem } from '../specification.js';
import { claimedModel, type ClaimedModel } from './claimed-model.js';
import { comesFirst } from './commit-precedence.js';
import { canBeOrdered } from './every-order.js';
import { mustBeCircular } from './forced-circle.js';
import { limitProblem } from './limit-problem.js';
import { ListOrder } from './list-order.js';
import { NOBODY, type PlainHistory } from './plain-history.js';

/** All orders of more are too many to try. */
const CORE_MAX = 10;

/** A read within a core. */
export interface CoreRead {
  readonly key: number;
  /** The last of the core whose write was there. */
  readonly writer: number;
  /** Whether the very version that was read is that of `writer`; of lists others may come after. */
  readonly isDirect: boolean;
  /** Those of the core that are known to have written the key later. */
  readonly later: readonly number[];
}

/** One transaction of a core; numbers are places in it, {@link NOBODY} the initial state. */
export interface CoreTransaction {
  readonly writes: ReadonlySet<number>;
  /** In program order; what was read from outside is left out. */
  readonly reads: readonly CoreRead[];
  /** Those that must have committed before it begins. */
  readonly after: readonly number[];
  /** Those that must have committed before it commits, because a list was read in this order. */
  readonly follows: readonly number[];
  /** The one of its process before it, or {@link NOBODY}. */
  readonly earlier: readonly number[];
}

/** Problems of a core; empty when it shows that the model is violated. */
export function verifyCore(
  history: PlainHistory,
  { model, operations }: CoreCertificate,
): Problem[] {
  const { columns } = history;
  const claim = claimedModel(model);
  if (claim === undefined) return [{ message: `no core shows that ${model} is violated` }];
  if (operations.length > CORE_MAX) {
    return [limitProblem(`a core of more than ${CORE_MAX} transactions is not rechecked`)];
  }
  for (const [at, id] of operations.entries()) {
    if (!(id >= 0 && id < columns.size)) return [{ message: `there is no transaction #${id}` }];
    if (operations.indexOf(id) !== at) return [{ message: `#${id} stands twice in the core` }];
    if (columns.outcome[id] === OUTCOME.fail) return [{ message: `#${id} of the core failed` }];
  }
  const core = coreOf(history, operations, claim);
  if (typeof core === 'string') return [{ message: core }];
  const isStrong = ['prefix', 'snapshot-isolation', 'serializable'].includes(claim.axiom);
  const isBroken = isStrong ? !canBeOrdered(core, claim.axiom) : mustBeCircular(core, claim.axiom);
  if (isBroken) return [];
  return [{ message: `${operations.map((id) => `#${id}`).join(', ')} keep ${model}` }];
}

function coreOf(
  history: PlainHistory,
  operations: readonly number[],
  claim: ClaimedModel,
): readonly CoreTransaction[] | string {
  const { columns } = history;
  const unobserved = operations.find((id) => !history.tookEffect(id));
  if (unobserved !== undefined) {
    return `nobody read from #${unobserved}, which may not have happened`;
  }
  const order = columns.kind === 'list-append' ? new ListOrder(history, operations) : undefined;
  if (order?.ambiguous !== undefined) {
    return `#${order.ambiguous} appended what was appended twice: nobody can say where it stands`;
  }
  return operations.map((id, at): CoreTransaction => {
    const others = operations.map((_, other) => other).filter((other) => other !== at);
    const before = others.filter((other) =>
      comesFirst(columns, operations[other]!, id, claim.order),
    );
    return {
      writes: new Set(history.lastWrites(id).map((micro) => columns.key[micro]!)),
      reads: order?.readsOf(at) ?? registerReads(history, operations, id),
      after: before,
      follows: order === undefined ? [] : others.filter((other) => order.isBefore(other, at)),
      earlier:
        claim.order === 'none'
          ? []
          : others.filter((other) => comesFirst(columns, operations[other]!, id, 'session')),
    };
  });
}

function registerReads(
  history: PlainHistory,
  operations: readonly number[],
  id: number,
): readonly CoreRead[] {
  return history.readsOf(id).flatMap(({ key, writer, isExternal }) => {
    const place = writer === NOBODY ? NOBODY : operations.indexOf(writer);
    const isInside = isExternal && (writer === NOBODY || place !== -1);
    return isInside ? [{ key, writer: place, isDirect: true, later: [] }] : [];
  });
}
