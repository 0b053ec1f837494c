/**
 * A user's cluster as a module exports it, for commands and threads that know its path only.
 */

import { z } from 'zod';
import type { System } from '../simulator/system.js';
import { systemOf } from './user-system.js';
import type { ProgramCluster, UserCluster } from './user-system.js';
import type { RunWorkload } from './workload.js';

const aFunction = z.custom<(...parameters: never[]) => unknown>(
  (value) => typeof value === 'function',
  'expected a function',
);

const workload = z.looseObject({
  name: z.string().min(1),
  ask: aFunction,
  finals: aFunction,
  checkers: z.array(z.looseObject({ check: aFunction })),
  invariants: z.array(z.looseObject({ check: aFunction })),
});

const common = { nodes: z.int().min(1), workload, name: z.string().min(1).optional() };

const shape = z.union([
  z.looseObject({ ...common, node: aFunction }),
  z.looseObject({ ...common, program: aFunction }),
]);

/** The module exports no cluster. */
export class UserModuleError extends Error {
  override readonly name = 'UserModuleError';
}

/**
 * The system and workload of a cluster that a module exports as its default, or as `cluster`.
 * @param source where it came from, for messages.
 * @throws UserModuleError that names what is missing or of the wrong type.
 */
export function subjectOfModule(
  exports: Readonly<Record<string, unknown>>,
  source: string,
): { readonly system: System; readonly workload: RunWorkload } {
  const exported = exports['default'] ?? exports['cluster'];
  const parsed = shape.safeParse(exported);
  if (!parsed.success) {
    throw new UserModuleError(
      `${source} exports no cluster: its default export, or one called cluster, must be ` +
        '{ nodes, node, workload } or { nodes, program, workload }, as for toSurvive',
    );
  }
  const cluster = exported as UserCluster | ProgramCluster;
  return { system: systemOf(cluster), workload: cluster.workload };
}
