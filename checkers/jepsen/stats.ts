/**
 * Statistics: how many operations succeeded, failed and crashed, over all and by function. Jepsen
 * calls a run invalid in which some function never succeeded, for such a run tested less than it
 * seems to. Its guarantees may hold all the same, so our verdict on it is `unknown`.
 */

import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { clientEvents } from './client-events.js';
import { mergeValidity, type EventChecker, type Validity } from './event-checker.js';
import { answer } from './judgement.js';

interface Counts {
  ok: number;
  fail: number;
  info: number;
}

/** Counts completions of clients. Linear. */
export function stats(): EventChecker {
  return {
    name: 'stats',
    check(events) {
      const all = counts();
      const byFunction = new Map<string, Counts>();
      for (const event of clientEvents(events)) count(event, all, byFunction);
      const names = [...byFunction.keys()].sort();
      const table = names.map((f) => [f, fieldsOf(byFunction.get(f)!)] as const);
      const valid = mergeValidity(table.map(([, fields]) => fields['valid?']));
      const never = names.filter((f) => byFunction.get(f)!.ok === 0);
      return answer('stats', {
        judged: events.length,
        result: { ...fieldsOf(all), 'by-f': Object.fromEntries(table), 'valid?': valid },
        findings: [],
        doubt:
          never.length === 0
            ? undefined
            : `no ${never.join(' and no ')} ever succeeded, so this run says little about it`,
      });
    },
  };
}

function counts(): Counts {
  return { ok: 0, fail: 0, info: 0 };
}

function count({ type, f }: Event, all: Counts, byFunction: Map<string, Counts>): void {
  if (type === 'invoke') return;
  let ofFunction = byFunction.get(f);
  if (ofFunction === undefined) byFunction.set(f, (ofFunction = counts()));
  all[type]++;
  ofFunction[type]++;
}

function fieldsOf({ ok, fail, info }: Counts): {
  readonly 'valid?': Validity;
  readonly [field: string]: Value;
} {
  return {
    'valid?': ok > 0,
    count: ok + fail + info,
    'ok-count': ok,
    'fail-count': fail,
    'info-count': info,
  };
}
