/**
 * The rules by which a register is refuted, where the values in question are written at most once
 * and the initial one never is. Each such value is there for one stretch of time, and whoever takes
 * it took effect in this stretch or at its end; a compare-and-set joins two stretches. That is all
 * the rules use, besides that an operation takes effect between its call and its return.
 */

import type { Operation } from '../../../src/history/operation.js';
import type { VerifiedPart } from '../parts.js';
import type { Problem, RefutationRule } from '../specification.js';
import { RegisterUses, type RegisterKind } from './register-uses.js';

const NONE: readonly Operation[] = [];

type Groups = readonly (readonly Operation[])[];

/** Why an argument does not hold; `undefined` when it does. */
type Check = (uses: RegisterUses, groups: Groups) => string | undefined;

/**
 * The rules, with their groups. A *path* is an operation and, unless it returned, another one that
 * took what it wrote, and so on to one that returned.
 *
 * - `phantom`: `[path]`: what its first operation took was written by nobody called before any of
 *   the path returned.
 * - `replaced-twice`: `[path, path]`: their first operations both replaced one value.
 * - `cycle`: `[links, path]`: each link replaced what the one before it wrote, the first what the
 *   last wrote.
 * - `chain`: `[links, others]`: each link replaced what the one before it wrote; of all these one
 *   that is further down the chain returned before one further up was called.
 * - `blocks`: `[links, others, links, others]`: two such chains that share no value, each with
 *   something that returned before something of the other was called. The first chain, if it
 *   has no links or its first link replaced the initial value, comes before all others anyway.
 * - `present`: `[[cas], seen, path]`: it did not find a value that `seen` had seen or written
 *   before it was called, and that the first of `path` took, called after it had returned; without
 *   a path all that writes another value returned before the write of this one was called, or was
 *   called after the cas had returned. The initial value needs no `seen`.
 *
 * Each takes time linear in the part, `chain` log-linear in its groups.
 */
export function registerRules(kind: RegisterKind): Readonly<Record<string, RefutationRule>> {
  return Object.fromEntries(
    Object.entries(CHECKS).map(([name, check]) => [
      name,
      (part: VerifiedPart, groups: Groups): Problem[] => {
        const named = groups.flat();
        const uses = new RegisterUses(part, named, kind);
        const problem = findDoubt(uses, named) ?? check(uses, groups);
        return problem === undefined ? [] : [{ message: `${name}: ${problem}` }];
      },
    ]),
  );
}

const CHECKS: Readonly<Record<string, Check>> = {
  phantom(uses, [path = []]) {
    const value = path.length === 0 ? undefined : uses.of(path[0]!).takes;
    if (value === undefined || value === uses.initial) return 'it took no value that needs a write';
    for (let at = 1; at < path.length; at++) {
      if (!follows(uses, path[at - 1]!, path[at]!)) return notTaken(path[at - 1]!, path[at]!);
    }
    const deadline = path.reduce((least, each) => Math.min(least, each.return), Infinity);
    return uses.writtenFrom(value) > deadline ? undefined : 'the value was being written';
  },
  'replaced-twice'(uses, [[first] = NONE, [second] = NONE]) {
    if (first === undefined || second === undefined || first.id === second.id) {
      return 'it names no two operations';
    }
    const { takes, writes } = uses.of(first);
    const other = uses.of(second);
    if (takes === undefined || takes !== other.takes) return 'they replaced different values';
    if (writes === undefined || other.writes === undefined) return 'one of them replaced nothing';
    return uses.isOnce(takes) ? undefined : 'the value was written twice';
  },
  cycle(uses, [links = []]) {
    if (links.length === 0) return 'it names nothing';
    const broken = links.findIndex((link, at) => !follows(uses, links.at(at - 1)!, link));
    return broken === -1 ? undefined : notTaken(links.at(broken - 1)!, links[broken]!);
  },
  chain(uses, [links = [], others = []]) {
    const chain = chainOf(uses, links, others, true);
    if (typeof chain === 'string') return chain;
    const steps = chain.members.map((operation) => stepsOf(uses, chain, operation));
    const byLatest = steps.toSorted((first, second) => first.latest - second.latest);
    const byEarliest = steps.toSorted((first, second) => first.earliest - second.earliest);
    let latestCalled = -1;
    let passed = 0;
    for (const { earliest, operation } of byEarliest) {
      for (; (byLatest[passed]?.latest ?? Infinity) < earliest; passed++) {
        latestCalled = Math.max(latestCalled, byLatest[passed]!.operation.call);
      }
      if (operation.return < latestCalled) return undefined;
    }
    return 'the operations can follow the chain';
  },
  blocks(uses, [oldLinks = [], oldOthers = [], newLinks = [], newOthers = []]) {
    const old = chainOf(uses, oldLinks, oldOthers, true);
    if (typeof old === 'string') return old;
    const newer = chainOf(uses, newLinks, newOthers, false);
    if (typeof newer === 'string') return newer;
    for (const value of newer.values.keys()) {
      if (old.values.has(value)) return 'the two chains share a value';
    }
    if (earliestReturn(newer.members) >= latestCall(old.members)) {
      return 'the second chain may come last';
    }
    if (old.values.has(uses.initial)) return undefined;
    return earliestReturn(old.members) < latestCall(newer.members)
      ? undefined
      : 'the first chain may come last';
  },
  present(uses, [[missed] = NONE, [seen] = NONE, [after] = NONE]) {
    if (missed === undefined) return 'it names nothing';
    const { misses } = uses.of(missed);
    if (misses === undefined) return `#${missed.id} did not miss a value`;
    if (!uses.isOnce(misses)) return 'the value was written twice';
    if (after === undefined) {
      if (uses.mayBeReplaced(misses, missed.return)) return 'the value may have been replaced';
    } else {
      if (uses.of(after).takes !== misses) return `#${after.id} did not take the value`;
      if (missed.return >= after.call) return notBefore(missed, after);
    }
    if (misses === uses.initial) return undefined;
    if (seen === undefined) return 'nobody saw the value before';
    const { takes, writes } = uses.of(seen);
    if (takes !== misses && writes !== misses) return `#${seen.id} did not see the value`;
    return seen.return < missed.call ? undefined : notBefore(seen, missed);
  },
};

/** What every argument needs: registers only, and operations that took effect. */
function findDoubt(uses: RegisterUses, named: readonly Operation[]): string | undefined {
  if (!uses.isPlain) return 'the part holds other operations than reads, writes and cas';
  const doubtful = named.find((operation) => !uses.tookEffect(operation));
  return doubtful && `nothing shows that #${doubtful.id} took effect`;
}

/** Values that were there one directly after the other, and operations that took or wrote them. */
interface Chain {
  /** The place of each value in the chain. */
  readonly values: ReadonlyMap<string, number>;
  readonly members: readonly Operation[];
}

function chainOf(
  uses: RegisterUses,
  links: readonly Operation[],
  others: readonly Operation[],
  mayBeInitial: boolean,
): Chain | string {
  const values = new Map<string, number>();
  const [first] = links;
  const isInitial = first === undefined || uses.of(first).takes === uses.initial;
  if (isInitial && mayBeInitial) values.set(uses.initial, 0);
  for (const [at, link] of links.entries()) {
    const { writes } = uses.of(link);
    if (writes === undefined) return `#${link.id} writes nothing`;
    if (at > 0 && !follows(uses, links[at - 1]!, link)) return notTaken(links[at - 1]!, link);
    values.set(writes, values.size);
  }
  for (const value of values.keys()) {
    if (!uses.isOnce(value)) return `the value ${value} is written twice`;
  }
  const members = [...links, ...others];
  const stray = members.find((operation) => {
    const { takes, writes } = uses.of(operation);
    const isTaker = takes !== undefined && values.has(takes);
    return !isTaker && !(writes !== undefined && values.has(writes));
  });
  return stray === undefined ? { values, members } : `#${stray.id} is of another value`;
}

interface Steps {
  readonly operation: Operation;
  /** It took effect at this step of the chain or later. */
  readonly earliest: number;
  /** It took effect at this step of the chain or before. */
  readonly latest: number;
}

/** A value begins at an even step; who takes it does so at the odd one that follows. */
function stepsOf(uses: RegisterUses, { values }: Chain, operation: Operation): Steps {
  const { takes, writes } = uses.of(operation);
  const steps: number[] = [];
  if (writes !== undefined && values.has(writes)) steps.push(2 * values.get(writes)!);
  if (takes !== undefined && values.has(takes)) steps.push(2 * values.get(takes)! + 1);
  return { operation, earliest: Math.max(...steps), latest: Math.min(...steps) };
}

/** Whether `operation` took the value that only `writer` writes. */
function follows(uses: RegisterUses, writer: Operation, operation: Operation): boolean {
  const { writes } = uses.of(writer);
  return writes !== undefined && uses.of(operation).takes === writes && uses.isOnce(writes);
}

function earliestReturn(operations: readonly Operation[]): number {
  return operations.reduce((least, each) => Math.min(least, each.return), Infinity);
}

function latestCall(operations: readonly Operation[]): number {
  return operations.reduce((greatest, each) => Math.max(greatest, each.call), -1);
}

function notTaken(writer: Operation, operation: Operation): string {
  return `#${operation.id} did not take what only #${writer.id} writes`;
}

function notBefore(first: Operation, second: Operation): string {
  return `#${first.id} did not return before #${second.id} was called`;
}
