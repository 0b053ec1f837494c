/**
 * SARIF 2.1.0 (OASIS), for code scanning and viewers of results: a rule for each anomaly that a
 * checker found, a result for each time, with the operations in their order as its code flow. What
 * is undecided is no result but a notification of the run, because viewers show every result as a
 * finding.
 */

import { hashString } from '../../scenario/randomness.js';
import { outlineOf, type Outline, type OutlinedAnomaly, type OutlinedCheck } from '../outline.js';
import type { Report } from '../report.js';
import { firstLine, lineOf } from './places.js';
import type { ReporterOptions } from './reporter.js';

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

interface Found {
  readonly check: OutlinedCheck;
  readonly anomaly: OutlinedAnomaly;
  readonly ruleId: string;
}

/** The log of one run, as indented JSON. */
export function sarifReport(report: Report, { version }: Pick<ReporterOptions, 'version'>): string {
  const outline = outlineOf(report);
  const found = outline.checks.flatMap((check) =>
    check.anomalies.map((anomaly): Found => ({ check, anomaly, ruleId: ruleId(check, anomaly) })),
  );
  const rules = rulesOf(found);
  const places = new Map(rules.map(({ id }, at) => [id, at]));
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Skerry', version, semanticVersion: version, rules } },
        invocations: [
          { executionSuccessful: true, toolExecutionNotifications: notifications(outline) },
        ],
        results: found.map((one, at) => ({
          ruleId: one.ruleId,
          ruleIndex: places.get(one.ruleId),
          ...resultOf(one, outline, report, at === 0),
        })),
        columnKind: 'utf16CodeUnits',
        properties: { verdict: outline.title, subject: outline.subject, ...outline.counts },
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** A name that stays the same from run to run: `linearizability/non-linearizable`. */
function ruleId({ name }: OutlinedCheck, { kind }: OutlinedAnomaly): string {
  const slug = (text: string): string => text.replace(/[^\w.-]+/g, '-') || 'unnamed';
  return `${slug(name)}/${slug(kind)}`;
}

interface Rule {
  readonly id: string;
  readonly [property: string]: unknown;
}

function rulesOf(found: readonly Found[]): Rule[] {
  const rules = new Map<string, Rule>();
  for (const { ruleId: id, check, anomaly } of found) {
    if (rules.has(id)) continue;
    const short = `${check.name}: ${anomaly.kind}`;
    const breaks = anomaly.breaks ?? [];
    const models = breaks.length === 0 ? '' : ` It breaks ${breaks.join(', ')}.`;
    const text = `An anomaly of the kind ${anomaly.kind}, ${saying(check, anomaly)}.${models}`;
    rules.set(id, {
      id,
      shortDescription: { text: short },
      fullDescription: { text },
      help: { text },
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['correctness', 'consistency'], precision: 'very-high' },
    });
  }
  return [...rules.values()];
}

/** What an anomaly comes to; an invariant or an assertion on a figure is of no operations. */
function saying({ name }: OutlinedCheck, { kind, operations }: OutlinedAnomaly): string {
  if (kind === 'assertion') return `found by measuring: ${name} does not hold`;
  return operations.length === 0
    ? `found by ${name}: what must hold of a system that is right does not`
    : `found by ${name}: what the operations of the result returned, in this order, no system ` +
        'returns that is right in this respect';
}

/** What could not be decided, and why. */
function notifications({ checks }: Outline): object[] {
  return checks
    .filter(({ outcome }) => outcome === 'unknown')
    .map(({ name, reason, isDemanded }) => ({
      level: isDemanded ? 'warning' : 'note',
      message: { text: `${name} is not decided: ${reason}` },
    }));
}

function resultOf(
  { check, anomaly }: Found,
  outline: Outline,
  report: Report,
  isTold: boolean,
): object {
  const { message, sentences, key, count } = anomaly;
  const others = count > 1 ? ` (${count} found)` : '';
  const next = outline.replay === undefined ? [] : [`Replay: ${outline.replay}`];
  const identity = [outline.subject, check.name, anomaly.kind, key ?? ''].join('\n');
  const flow = flowOf(anomaly, outline, report, isTold);
  return {
    kind: 'fail',
    level: check.isDemanded ? 'error' : 'note',
    message: { text: [message + others, ...sentences, ...next].join('\n') },
    locations: [locationOf(outline, firstLine(report, anomaly), key)],
    partialFingerprints: {
      'anomaly/v1': identity.replaceAll('\n', ' | '),
      // GitHub tells results apart by this name alone.
      primaryLocationLineHash: `${hash(identity)}:1`,
    },
    ...(flow.length === 0 ? {} : { codeFlows: [{ threadFlows: [{ locations: flow }] }] }),
  };
}

/** The operations in order of call; of a cycle of transactions its steps. */
function flowOf(
  { steps, operations }: OutlinedAnomaly,
  outline: Outline,
  report: Report,
  isTold: boolean,
): object[] {
  const step = (text: string, line: number | undefined, lane: string, at: number): object => ({
    location: { ...locationOf(outline, line, lane), message: { text } },
    executionOrder: at + 1,
  });
  if (steps !== undefined) {
    const name = (number: number): string => `T${operations.indexOf(number) + 1} #${number}`;
    return steps.map(({ from, to, label, because }, at) =>
      step(`${name(from)} → ${name(to)}, ${label}: ${because}`, undefined, name(from), at),
    );
  }
  if (!isTold) return [];
  return outline.operations
    .filter(({ role }) => role !== 'unrelated')
    .map(({ number, lane, call, result, role }, at) => ({
      ...step(
        `#${number} ${call}${result === '' ? '' : ` ${result}`}`,
        lineOf(report, number),
        lane,
        at,
      ),
      importance: role === 'offending' || role === 'involved' ? 'essential' : 'important',
    }));
}

function locationOf({ file, subject }: Outline, line: number | undefined, name?: string): object {
  const qualified = name === undefined ? subject : `${subject}/${name}`;
  return {
    ...(file === undefined
      ? {}
      : {
          physicalLocation: {
            artifactLocation: { uri: uriOf(file) },
            region: { startLine: line ?? 1 },
          },
        }),
    logicalLocations: [{ name: name ?? subject, fullyQualifiedName: qualified, kind: 'element' }],
  };
}

/** A relative reference, or a `file:` URI of an absolute path. */
function uriOf(path: string): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}

/** 64 bits of a text, as 16 hexadecimal digits. */
function hash(text: string): string {
  const half = (salt: string): string =>
    (hashString(salt + text) >>> 0).toString(16).padStart(8, '0');
  return half('') + half('\n');
}
