/**
 * The shape of a report as JSON, once: what `--reporter json` writes, and the published schema
 * (docs/schemas/report.schema.json). A change that a reader would notice makes a new version.
 */

import * as z from 'zod';

/** The version that this code writes. */
export const REPORT_VERSION = 1;

const count = z.int().min(0);
const number = z.int().min(1).meta({ description: 'An operation as the reader meets it: #1, #2.' });
const text = z.string();

const operation = z
  .strictObject({
    number,
    lane: text.meta({ description: 'The client that did it.' }),
    call: text.meta({ description: 'What it asked for: `write x: 1`.' }),
    result: text.meta({ description: 'What it was answered; empty when it never was.' }),
    outcome: z.enum(['ok', 'fail', 'info']),
    role: z.enum(['offending', 'involved', 'related', 'unrelated']),
    beginUs: z.int().optional().meta({ description: 'Microseconds, where times are known.' }),
    endUs: z.int().optional(),
    line: z.int().min(1).optional().meta({ description: 'Line of the file, where it is known.' }),
  })
  .meta({ description: 'An operation of the anomaly, or one around it.' });

const anomaly = z
  .strictObject({
    kind: text.meta({ description: 'A stable name, such as `non-linearizable`.' }),
    message: text,
    sentences: z.array(text).meta({ description: 'Why, a sentence each.' }),
    operations: z.array(number).meta({ description: 'The offending one last.' }),
    key: text.optional(),
    breaks: z.array(text).optional().meta({ description: 'Consistency models that it breaks.' }),
    count: count.meta({ description: 'How many of this kind were found.' }),
    steps: z
      .array(z.strictObject({ from: number, to: number, label: text, because: text }))
      .optional()
      .meta({ description: 'Of a cycle of transactions: who comes before whom, and why.' }),
  })
  .meta({ description: 'One thing that is wrong.' });

const check = z
  .strictObject({
    name: text,
    outcome: z.enum(['legal', 'illegal', 'unknown']),
    isDemanded: z.boolean().meta({ description: 'Whether it decides the outcome of the report.' }),
    anomalies: z.array(anomaly),
    omitted: count.meta({ description: 'How many more anomalies there are.' }),
    reason: text.meta({ description: 'Why it is unknown; else empty.' }),
  })
  .meta({ description: 'What one checker, invariant or expected model came to.' });

const reportSchema = z
  .strictObject({
    version: z.literal(REPORT_VERSION),
    skerry: text.meta({ description: 'The version of skerry that wrote it.' }),
    kind: z.enum(['campaign', 'counterexample', 'history', 'audit']),
    outcome: z.enum(['violation', 'unknown', 'vacuous', 'clean']),
    subject: text.meta({ description: 'The system and its workload, or the file of the history.' }),
    title: text,
    headline: text,
    facts: z.array(z.strictObject({ label: text, text })),
    checks: z.array(check).min(1),
    models: z
      .array(
        z.strictObject({
          name: text,
          standing: z.enum(['holds', 'violated', 'undecided']),
          because: text,
        }),
      )
      .optional()
      .meta({ description: 'Of an audit: how every consistency model stands.' }),
    operations: z.array(operation),
    operationsOmitted: count,
    counts: z.record(z.string(), count),
    file: text.optional().meta({ description: 'The history, or the saved counterexample.' }),
    replay: text.optional().meta({ description: 'The command that shows the same again.' }),
    page: text.optional().meta({ description: 'The HTML page, where one was written.' }),
    counterexample: z
      .strictObject({ name: text, seed: count, traceHash: text })
      .optional()
      .meta({ description: 'What names the run that failed.' }),
  })
  .meta({
    title: 'Skerry report',
    description:
      'What skerry found, as `--reporter json` writes it. All texts are escaped for one line.',
  });

/** The schema as JSON Schema, draft 2020-12. */
export function reportJsonSchema(): object {
  return z.toJSONSchema(reportSchema);
}
