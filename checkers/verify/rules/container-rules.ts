/**
 * The rules of refutation that hold for every container, whatever the order in which values come
 * out: none that was not put in, none twice, none too early, and no emptiness while something is
 * certainly inside.
 */

import type { Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import type { Problem, RefutationRule } from '../specification.js';
import { verifyPresence } from './certain-presence.js';
import {
  containerUses,
  isAmong,
  isAnswered,
  isOnly,
  type ContainerFunctions,
} from './container-uses.js';

/** The name of a rule that every container has. */
export type ContainerRuleName =
  'never-inserted' | 'removed-twice' | 'removed-before-inserted' | 'covered';

/**
 * The rules by name, for a container with these functions. Their groups:
 *
 * - `never-inserted`: `[[remove]]`.
 * - `removed-twice`: `[[remove, remove, insert]]`.
 * - `removed-before-inserted`: `[[remove, insert]]`.
 * - `covered`: `[[remove that found nothing], [inserts and removes of values inside meanwhile]]`.
 */
export function containerRules(
  functions: ContainerFunctions,
): Readonly<Record<ContainerRuleName, RefutationRule>> {
  return {
    'never-inserted': neverInserted(functions),
    'removed-twice': removedTwice(functions),
    'removed-before-inserted': removedBeforeInserted(functions),
    covered: covered(functions),
  };
}

/** The one problem of evidence that has not the form its rule wants. */
export function malformed(rule: string): Problem[] {
  return [{ message: `the groups are not those of the rule "${rule}"` }];
}

/** The values that the operations put in or answered. */
export function valuesOf(operations: readonly Operation[], functions: ContainerFunctions): Value[] {
  return operations.map((each) => (functions.inserts.includes(each.f) ? each.input : each.output));
}

function neverInserted(functions: ContainerFunctions): RefutationRule {
  return (part, groups) => {
    const remove = groups[0]?.[0];
    if (remove === undefined || !answersValue(remove, functions))
      return malformed('never-inserted');
    const uses = containerUses(part, functions, [remove.output]);
    if (uses?.of(remove.output).inserts.length === 0) return [];
    return [{ message: `the value of #${remove.id} may have been inserted` }];
  };
}

function removedTwice(functions: ContainerFunctions): RefutationRule {
  return (part, groups) => {
    const [first, second, insert] = groups[0] ?? [];
    if (first === undefined || second === undefined || first.id === second.id)
      return malformed('removed-twice');
    if (insert === undefined || !answersValue(first, functions)) return malformed('removed-twice');
    const uses = containerUses(part, functions, [first.output])?.of(first.output);
    if (uses === undefined || !isAmong(uses.removes, first) || !isAmong(uses.removes, second))
      return malformed('removed-twice');
    if (isOnly(uses.inserts, insert)) return [];
    return [{ message: `#${insert.id} is not the only insert of what #${first.id} took` }];
  };
}

function removedBeforeInserted(functions: ContainerFunctions): RefutationRule {
  return (part, groups) => {
    const [remove, insert] = groups[0] ?? [];
    if (remove === undefined || insert === undefined || !answersValue(remove, functions))
      return malformed('removed-before-inserted');
    const inserts = containerUses(part, functions, [remove.output])?.of(remove.output).inserts;
    if (inserts === undefined || !isOnly(inserts, insert)) {
      return [{ message: `#${insert.id} is not the only insert of what #${remove.id} took` }];
    }
    if (remove.return < insert.call) return [];
    return [{ message: `#${remove.id} had not returned when #${insert.id} was called` }];
  };
}

function covered(functions: ContainerFunctions): RefutationRule {
  return (part, groups) => {
    const remove = groups[0]?.[0];
    const evidence = groups[1];
    if (remove === undefined || evidence === undefined || !isAnswered(remove, functions))
      return malformed('covered');
    if (remove.output !== null) return malformed('covered');
    const uses = containerUses(part, functions, valuesOf(evidence, functions));
    if (uses === undefined) return malformed('covered');
    return verifyPresence(remove, evidence, uses, functions);
  };
}

function answersValue(remove: Operation, functions: ContainerFunctions): boolean {
  return isAnswered(remove, functions) && remove.output !== null;
}
