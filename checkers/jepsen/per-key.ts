/**
 * A checker for each key, as `jepsen.independent` lifts it: a history is as it should be when what
 * happened to each key is.
 */

import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { describeValue } from '../describe.js';
import { clientEvents, partners, UNPAIRED } from './client-events.js';
import { checkSafely, mergeVerdicts } from './compose.js';
import { mergeValidity, type EventChecker } from './event-checker.js';
import { answer } from './judgement.js';
import { ValueNumbering } from './value-numbering.js';

/** At most so many reasons are told of keys that could not be decided. */
const REASONS_MAX = 8;

/**
 * Checks the events of each key apart from the others. An event without a key belongs to that of
 * its partner; events that have none either are left out. `failures` are the keys whose answer is
 * `false`. As slow as the checker on the parts together.
 */
export function perKey(checker: EventChecker): EventChecker {
  const name = `per-key ${checker.name}`;
  return {
    name,
    check(events) {
      const { keys, parts } = partsOf(clientEvents(events));
      if (keys.length === 0) {
        const result = { 'valid?': true, results: new Map<Value, Value>(), failures: [] };
        const doubt = events.length === 0 ? undefined : 'no event has a key';
        return answer(name, { judged: events.length, result, findings: [], doubt });
      }
      const answers = parts.map((part) => checkSafely(checker, part));
      const results = new Map(answers.map(({ result }, at) => [keys[at]!, result] as const));
      const verdicts = answers.map(
        ({ verdict }, at) => [`key ${describeValue(keys[at]!)}`, verdict] as const,
      );
      const unknowns = verdicts.filter(([, { kind }]) => kind === 'unknown').slice(0, REASONS_MAX);
      const decided = verdicts.filter(([, { kind }]) => kind !== 'unknown');
      return {
        verdict: withKeys(mergeVerdicts(name, [...decided, ...unknowns]), keys, answers),
        result: {
          'valid?': mergeValidity(answers.map(({ result }) => result['valid?'])),
          results,
          failures: keys.filter((_, at) => answers[at]!.result['valid?'] === false),
        },
      };
    },
  };
}

type Answer = ReturnType<EventChecker['check']>;

/** The anomalies again, each with the key of its part. */
function withKeys(
  merged: Answer['verdict'],
  keys: readonly Value[],
  answers: readonly Answer[],
): Answer['verdict'] {
  if (merged.kind !== 'illegal') return merged;
  const keyOfAnomaly = answers.flatMap(({ verdict }, at) =>
    verdict.kind === 'illegal' ? verdict.anomalies.map(() => keys[at]!) : [],
  );
  const [first, ...rest] = merged.anomalies.map((anomaly, at) => ({
    ...anomaly,
    key: keyOfAnomaly[at]!,
  }));
  return { ...merged, anomalies: [first!, ...rest] };
}

function partsOf(events: readonly Event[]): { keys: Value[]; parts: Event[][] } {
  const partner = partners(events);
  const numbering = new ValueNumbering();
  const parts: Event[][] = [];
  events.forEach((event, at) => {
    const other = partner[at]!;
    const key = event.key ?? (other === UNPAIRED ? undefined : events[other]!.key);
    if (key === undefined) return;
    const part = numbering.numberOf(key);
    if (part === parts.length) parts.push([]);
    parts[part]!.push(event);
  });
  return { keys: parts.map((_, part) => numbering.valueOf(part)), parts };
}
