/**
 * Logs of messages in the manner of Kafka: keys with an order of their own, to which `send` appends
 * and from which `poll` reads on, alone or in transactions. Jepsen's checker, with its kinds of
 * errors; docs of each are in the files beside.
 *
 * Some errors are usual in such systems, and allowed unless asked otherwise: see
 * {@link KafkaOptions}.
 */

import type { Event } from '../../../src/history/event.js';
import { canonicalKey } from '../../../src/history/equality.js';
import type { Value } from '../../../src/history/value.js';
import { describeValue } from '../../describe.js';
import type { EventChecker } from '../event-checker.js';
import { answer, counted, others, type Finding } from '../judgement.js';
import { compareValues, elementsOf, entriesOf, fieldOf } from '../value-shapes.js';
import { analyseLogs, type KafkaAnalysis } from './kafka-analysis.js';

/** What is expected of the system. */
export interface KafkaOptions {
  /**
   * The order of a log orders those who sent to it. Then cycles of ww and wr edges are usual, for
   * writes are not isolated, and allowed; default false.
   */
  readonly wwDeps?: boolean;
  /**
   * Consumers subscribe to topics, so that keys move between them and polls may skip and go back
   * between operations; default: whether the history has a `subscribe`.
   */
  readonly subscribes?: boolean;
}

/** Never blamed: sends of transactions interleave, and writes are not isolated. */
const ALLOWED: readonly string[] = [
  'int-send-skip',
  'G0',
  'G0-process',
  'G0-realtime',
  'PL-1-cycle-exists',
  'strong-PL-1-cycle-exists',
  'empty-transaction-graph',
];

const WITH_SUBSCRIBE: readonly string[] = ['poll-skip', 'nonmonotonic-poll'];

const WITH_WW: readonly string[] = [
  'G1c',
  'G1c-process',
  'G1c-realtime',
  'PL-2-cycle-exists',
  'strong-PL-2-cycle-exists',
];

const ERRORS_MAX = 32;
const STEPS_MAX = 8;

/** Fields of an error that say what it is about. */
const FACTS = ['key', 'value', 'values', 'offset', 'offsets', 'skipped'];

const SENTENCES: { readonly [kind: string]: string } = {
  duplicate: 'a message is at more than one offset of its log',
  'int-poll-skip': 'an operation polled past a message of the log',
  'int-nonmonotonic-poll': 'an operation polled messages of one log in the wrong order',
  'int-nonmonotonic-send': 'an operation sent messages that stand in the log in another order',
  'inconsistent-offsets': 'an offset of a log holds different messages',
  'precommitted-read': 'an operation polled what it had sent itself, before it could commit',
  G1a: 'a message was polled whose send failed',
  'lost-write': 'a message was sent, and nobody polled it, but somebody polled a later one',
  'never-sent': 'a message was polled that nobody had sent',
  'poll-skip': 'a process polled past a message of the log',
  'nonmonotonic-poll': 'a process polled messages that it had polled before',
  'nonmonotonic-send': 'a process sent messages that stand in the log in another order',
  G1c: 'operations polled messages of each other, in a circle',
  'G1c-realtime': 'a message was polled in an order that time forbids',
};

/** Judges `send`, `poll` and `txn`, with `assign` and `subscribe`. Log-linear but for cycles. */
export function kafka(options: KafkaOptions = {}): EventChecker {
  return {
    name: 'kafka',
    check(events) {
      const wwDeps = options.wwDeps === true;
      const subscribes = options.subscribes ?? events.some(({ f }) => f === 'subscribe');
      const analysis = analyseLogs(events, wwDeps);
      const allowed = new Set([
        ...ALLOWED,
        ...(subscribes ? WITH_SUBSCRIBE : []),
        ...(wwDeps ? WITH_WW : []),
      ]);
      const types = Object.keys(analysis.errors).sort();
      const bad = types.filter((type) => !allowed.has(type));
      const unseen = analysis.unseen;
      return answer('kafka', {
        judged: events.length,
        result: {
          ...Object.fromEntries(
            types.map((type) => [type, condensed(type, analysis.errors[type]!)]),
          ),
          'valid?': bad.length === 0,
          'worst-realtime-lag': analysis.worstRealtimeLag,
          'bad-error-types': bad,
          'error-types': types,
          'info-txn-causes': causes(analysis),
        },
        findings: bad.flatMap((type) => findingOf(type, analysis) ?? []),
        doubt: unseen === undefined ? undefined : doubtOf([...unseen.counts.values()]),
      });
    },
  };
}

function doubtOf(counts: readonly number[]): string {
  const messages = counts.reduce((sum, count) => sum + count, 0);
  return `nobody polled ${counted(messages, 'acknowledged message')}; end the run with polls`;
}

/** Not more than a person reads. */
function condensed(type: string, errors: Value): Value {
  if (type === 'unseen') {
    const messages = entriesOf(fieldOf(errors, 'messages')!)!.map(
      ([key, values]): [Value, Value] => [key, elementsOf(values)!.slice(0, ERRORS_MAX)],
    );
    return { ...(errors as { [field: string]: Value }), messages: new Map(messages) };
  }
  const list = elementsOf(errors);
  if (list === undefined) return { count: 1, errs: errors };
  return { count: list.length, errs: mostTelling(type, list) };
}

function mostTelling(type: string, list: readonly Value[]): Value[] {
  const by = (field: string): Value[] =>
    list.toSorted((left, right) => compareValues(fieldOf(left, field)!, fieldOf(right, field)!));
  if (type === 'duplicate') return by('count').slice(0, ERRORS_MAX);
  if (type.includes('nonmonotonic')) return by('delta').slice(0, STEPS_MAX);
  if (type.endsWith('skip')) return by('delta').slice(-STEPS_MAX);
  if (type.startsWith('G0') || type.startsWith('G1c')) return list.slice(0, STEPS_MAX);
  return list.slice(0, ERRORS_MAX);
}

function causes({ log }: KafkaAnalysis): Value[] {
  const seen = new Map<string, Value>();
  for (const { type, f, error } of log.operations) {
    if (type !== 'info' || !['txn', 'send', 'poll'].includes(f)) continue;
    seen.set(canonicalKey(error ?? null), error ?? null);
  }
  return [...seen.values()];
}

function findingOf(type: string, { errors, log }: KafkaAnalysis): Finding | undefined {
  const sentence = SENTENCES[type];
  const list = elementsOf(errors[type]!);
  const first = list?.[0];
  if (sentence === undefined || list === undefined || first === undefined) return undefined;
  const indexes = new Set(operationsIn(first));
  const events = log.events.filter(({ index, type: outcome }) => {
    return outcome !== 'invoke' && indexes.has(index);
  });
  const key = fieldOf(first, 'key');
  return {
    kind: type,
    message: sentence + others(list.length - 1),
    explanation: [...factsOf(first), ...events.map((event: Event) => told(event))],
    events,
    ...(key === undefined ? {} : { key }),
  };
}

function told({ f, process, type, value, index }: Event): string {
  return `Event ${index}: ${type} ${f} ${describeValue(value)} of process ${process}.`;
}

function factsOf(error: Value): string[] {
  const facts = FACTS.flatMap((name) => {
    const value = fieldOf(error, name);
    return value === undefined ? [] : [`${name} ${describeValue(value)}`];
  });
  if (facts.length === 0) return [];
  return [`${facts.join(', ')}.`];
}

/** Indexes of the events that an error names. */
function operationsIn(error: Value): number[] {
  const named = ['op', 'ops', 'writer', 'reader', 'max-read', 'cycle'].flatMap((name) => {
    const value = fieldOf(error, name);
    if (value === undefined || value === null) return [];
    return elementsOf(value) ?? [value];
  });
  return named.flatMap((operation) => {
    const index = fieldOf(operation, 'index');
    return typeof index === 'number' ? [index] : [];
  });
}
