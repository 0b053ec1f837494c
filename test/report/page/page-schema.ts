/**
 * What a page embeds, as a schema: strict in what it says of counterexamples, so that nothing slips
 * into pages unseen.
 */

import * as z from 'zod';

const text = z.string();
const us = z.number().min(0);
const outcome = z.enum(['ok', 'fail', 'info']);

const operation = z.strictObject({
  number: z.int().min(1),
  lane: text,
  call: text,
  result: text,
  outcome,
  role: z.enum(['offending', 'involved', 'related', 'unrelated']),
  beginUs: us,
  endUs: us.optional(),
});

const sentence = z.array(z.union([text, z.strictObject({ text, operation: z.int().min(1) })]));

const view = z.strictObject({
  endUs: us,
  clients: z.array(text),
  servers: z.array(text),
  operations: z.array(operation),
  states: z.array(z.strictObject({ atUs: us, server: text, text })),
  arrows: z.array(
    z.strictObject({
      from: text,
      to: text,
      sentUs: us,
      arrivedUs: us.optional(),
      type: text,
      operation: z.int().min(1).optional(),
      fate: z.enum([
        'plain',
        'late',
        'drop',
        'cut',
        'duplicate',
        'changed',
        'repeated',
        'forged',
        'held',
      ]),
      remark: text,
    }),
  ),
  bands: z.array(
    z.strictObject({
      id: text,
      kind: text,
      text,
      endText: text,
      beginUs: us,
      endUs: us,
      lanes: z.array(text),
      effects: z.int().min(0),
    }),
  ),
  badges: z.array(
    z.strictObject({
      atUs: us,
      server: text,
      kind: z.enum(['clock', 'sync', 'crash', 'restart', 'disk', 'admin', 'illegal']),
      text,
    }),
  ),
  arrowsOmitted: z.int().min(0),
  hasOnlyStrays: z.literal(true).optional(),
});

const section = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('story'), shrunk: view, original: view.optional() }),
  z.strictObject({
    kind: z.literal('why'),
    checker: text,
    anomaly: text,
    sentences: z.array(sentence),
  }),
  z.strictObject({
    kind: z.literal('linearization'),
    model: text,
    operations: z.array(operation),
    order: z.array(z.strictObject({ operation: z.int().min(1), state: text })),
    initial: text,
    stuck: z.array(z.strictObject({ operation: z.int().min(1), because: text })),
    alternatives: z.int().min(0),
    shrunkFrom: z.int().min(0).optional(),
  }),
  z.strictObject({
    kind: z.literal('likelihood'),
    points: z.array(z.strictObject({ atUs: us, runs: z.int().min(1), violations: z.int().min(0) })),
    inevitableFromUs: us.optional(),
    odds: text,
  }),
  z.strictObject({
    kind: z.literal('shrink-log'),
    steps: z.array(
      z.strictObject({
        simulations: z.int(),
        pass: text,
        operations: z.int(),
        faults: z.int(),
        deviations: z.int(),
      }),
    ),
    minimality: z.enum(['1-minimal', 'budget']),
  }),
  z.strictObject({
    kind: z.literal('replay'),
    command: text,
    file: z.strictObject({ name: text, content: text }).optional(),
    keptAt: text.optional(),
    test: text.optional(),
  }),
  z.strictObject({
    kind: z.literal('cycle'),
    anomaly: text,
    message: text,
    nodes: z.array(z.strictObject({ name: text, operation: z.int().min(1), text })),
    edges: z.array(
      z.strictObject({
        from: z.int().min(0),
        to: z.int().min(0),
        kind: z.enum(['ww', 'wr', 'rw', 'process', 'realtime']),
        label: text,
        because: text,
      }),
    ),
    sentences: z.array(sentence),
    count: z.int().min(1),
    also: z.array(text),
  }),
  z.strictObject({ kind: z.literal('trace'), lines: z.array(text), isCut: z.boolean() }),
  z.strictObject({
    kind: z.literal('checks'),
    checks: z.array(
      z.strictObject({ name: text, outcome: z.enum(['legal', 'illegal', 'unknown']), text }),
    ),
  }),
  z.strictObject({
    kind: z.literal('counts'),
    title: text,
    head: z.array(text),
    rows: z.array(z.array(text)),
    notes: z.array(text),
  }),
]);

/** The page of a campaign or a counterexample. */
export const pageSchema = z.strictObject({
  version: z.literal(1),
  skerry: text,
  title: text,
  outcome: z.enum(['violation', 'clean', 'unknown', 'vacuous']),
  headline: text,
  facts: z.array(z.strictObject({ label: text, text })),
  sections: z.array(section),
  text,
});
