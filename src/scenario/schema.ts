/**
 * The schema of a scenario, for files that people and other programs write. Checked where a
 * scenario is read; inside, scenarios are trusted.
 */

import * as z from 'zod';
import type { Value } from '../history/value.js';
import { faultSchema } from './fault-catalogue.js';
import { nodesNamedBy } from './faults/nodes.js';
import { client, microseconds, node, ppm } from './faults/window.js';
import { latencySchema } from './latency-schema.js';
import type { Scenario } from './scenario.js';
import { SCENARIO_VERSION } from './scenario.js';

const value = z.custom<Value>((candidate) => candidate !== undefined, 'expected a value');

const priorities = z.strictObject({
  kind: z.literal('pct'),
  depth: z.int().min(1).max(100),
  holdUs: microseconds,
  untilUs: microseconds,
});

const scenario = z
  .strictObject({
    version: z.literal(SCENARIO_VERSION),
    system: z.strictObject({ name: z.string(), bugs: z.array(z.string()) }),
    workload: z.string(),
    topology: z.strictObject({
      servers: z.int().min(1).max(100),
      clients: z.int().min(0).max(1024),
    }),
    network: z.strictObject({
      latency: latencySchema,
      schedule: priorities.optional(),
      lossPpm: ppm,
      duplicationPpm: ppm,
      reorderingPpm: ppm,
      reorderingUs: microseconds,
    }),
    disk: z
      .strictObject({ syncMinUs: microseconds, syncMaxUs: microseconds })
      .refine(
        ({ syncMinUs, syncMaxUs }) => syncMinUs <= syncMaxUs,
        'expected syncMinUs <= syncMaxUs',
      ),
    timeoutUs: z.int().min(1),
    healAtUs: microseconds,
    program: z.array(
      z.strictObject({
        id: z.int32().min(0),
        client,
        atUs: microseconds,
        f: z.string(),
        key: value.optional(),
        value,
        phase: z.literal('final').optional(),
      }),
    ),
    faults: z.array(faultSchema),
    deviations: z.array(
      z.strictObject({
        message: z.strictObject({
          cause: z.string(),
          type: z.string(),
          from: node,
          to: node,
          nth: z.int().min(1),
        }),
        kind: z.enum(['late', 'drop', 'duplicate']),
        byUs: microseconds,
      }),
    ),
    seed: z.int().min(0).max(0xffffffff),
  })
  .superRefine((candidate, context) => {
    for (const [path, name] of namedNodes(candidate as Scenario)) {
      const { servers, clients } = candidate.topology;
      const most = name.startsWith('n') ? servers : clients;
      if (Number(name.slice(1)) < most) continue;
      const message = `there is no ${name}: there are ${servers} servers, ${clients} clients`;
      context.addIssue({ code: 'custom', path, message });
    }
    const { program, faults } = candidate;
    for (const at of repetitions(program.map(({ id }) => id))) {
      const message = `operation id ${program[at]?.id} occurs twice`;
      context.addIssue({ code: 'custom', path: ['program', at, 'id'], message });
    }
    for (const at of repetitions(faults.map(({ id }) => id))) {
      const message = `fault id ${faults[at]?.id} occurs twice`;
      context.addIssue({ code: 'custom', path: ['faults', at, 'id'], message });
    }
  });

/** Positions of the ids that occurred before. */
function repetitions(ids: readonly (number | string)[]): number[] {
  const seen = new Set<number | string>();
  return ids.flatMap((id, at) => {
    if (seen.has(id)) return [at];
    seen.add(id);
    return [];
  });
}

/** Every place of a scenario that names a node. */
function* namedNodes(candidate: Scenario): Iterable<[(string | number)[], string]> {
  for (const [at, { client: name }] of candidate.program.entries()) {
    yield [['program', at, 'client'], name];
  }
  for (const [at, one] of candidate.faults.entries()) {
    const path = ['faults', at];
    for (const [field, name] of nodesNamedBy(one)) yield [[...path, field], name];
  }
}

/** The schema as a value; `parse` gives a {@link Scenario} or a ZodError with paths. */
export const scenarioSchema: z.ZodType<Scenario> = scenario as unknown as z.ZodType<Scenario>;
