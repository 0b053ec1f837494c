/**
 * Which nodes a fault names, whatever its kind: fields of these names hold nodes and nothing else.
 */

import type { Fault } from '../fault.js';

/** Fields that hold one node. */
const SINGLE = ['node', 'client', 'as', 'peer', 'by'] as const;

/** Fields that hold a list of nodes. */
const LISTS = ['from', 'to', 'servers', 'nodes'] as const;

/** Fields that hold lists of lists of nodes. */
const GROUPS = ['groups'] as const;

/** The node's new name; `undefined` removes it from whatever names it. */
export type Renaming = (node: string) => string | undefined;

type Fields = Readonly<Record<string, unknown>>;

/** Every node that a fault names, with the field that does. */
export function* nodesNamedBy(fault: Fault): Iterable<[field: string, node: string]> {
  const fields = fault as unknown as Fields;
  for (const field of SINGLE) if (field in fields) yield [field, fields[field] as string];
  for (const field of LISTS) {
    for (const name of (fields[field] ?? []) as readonly string[]) yield [field, name];
  }
  for (const field of GROUPS) {
    for (const name of ((fields[field] ?? []) as readonly string[][]).flat()) yield [field, name];
  }
}

/**
 * The fault under new names; `undefined` when a node that it cannot do without is gone: a single
 * one, all of a list, or all but one group.
 */
export function renameFault(fault: Fault, rename: Renaming): Fault | undefined {
  const fields: Record<string, unknown> = { ...fault };
  for (const field of SINGLE) {
    if (!(field in fields)) continue;
    fields[field] = rename(fields[field] as string);
    if (fields[field] === undefined) return undefined;
  }
  for (const field of LISTS) {
    if (!(field in fields)) continue;
    const renamed = all(fields[field] as string[], rename);
    if (renamed.length === 0) return undefined;
    fields[field] = renamed;
  }
  for (const field of GROUPS) {
    if (!(field in fields)) continue;
    const renamed = (fields[field] as string[][]).map((group) => all(group, rename));
    const isLeft = (_: unknown, at: number): boolean => (renamed[at] as string[]).length > 0;
    const groups = renamed.filter(isLeft);
    if (groups.length < 2) return undefined;
    fields[field] = groups;
    // A geography has a row and a column for each group.
    const matrix = fields['betweenUs'] as number[][] | undefined;
    if (matrix === undefined) continue;
    fields['betweenUs'] = matrix.filter(isLeft).map((row) => row.filter(isLeft));
  }
  return fields as unknown as Fault;
}

function all(nodes: readonly string[], rename: Renaming): string[] {
  return [...new Set(nodes.map(rename).filter((node) => node !== undefined))];
}
