/**
 * Sets, by their final read: what was surely added must be in it, and nothing that nobody tried to
 * add. Jepsen takes every acknowledged add for lost that the last read misses, even one that ended
 * after the read began; our verdict blames only those that ended before.
 */

import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { describeValue } from '../describe.js';
import { clientEvents, misunderstood, partners, UNPAIRED } from './client-events.js';
import type { EventChecker } from './event-checker.js';
import { integerIntervals } from './integer-intervals.js';
import { answer, counted, others, type Finding } from './judgement.js';
import { describeEvent } from './recorded-operation.js';
import { ValueNumbering } from './value-numbering.js';
import { compareValues, elementsOf } from './value-shapes.js';

const NEVER = -1;

/** Judges `add` of an element and the last `read` of all. Log-linear. */
export function setByFinalRead(): EventChecker {
  return {
    name: 'set',
    check(events) {
      const clients = clientEvents(events);
      const finalRead = clients.findLastIndex(
        ({ type, f, value }) => type === 'ok' && f === 'read' && value !== null,
      );
      if (finalRead === NEVER) {
        const error = 'Set was never read';
        const doubt = 'no read of the set succeeded; end the run with one';
        const result = { 'valid?': 'unknown' as const, error };
        return answer('set', { judged: events.length, result, findings: [], doubt });
      }
      const sets = new SetAtTheEnd(clients, finalRead);
      return answer('set', {
        judged: events.length,
        result: sets.result(),
        findings: sets.findings(),
        doubt: sets.doubt(),
      });
    },
  };
}

class SetAtTheEnd {
  readonly #events: readonly Event[];
  readonly #read: Event;
  readonly #elements = new ValueNumbering();
  /** By element: the place of its first acknowledged add. */
  readonly #added: number[] = [];
  readonly #attempted: boolean[] = [];
  readonly #seen: boolean[] = [];
  /** Where the final read began; without its invocation nothing is known to be before it. */
  readonly #readFrom: number;

  constructor(events: readonly Event[], finalRead: number) {
    this.#events = events;
    this.#read = events[finalRead]!;
    this.#readFrom = partners(events)[finalRead]!;
    if (this.#readFrom === UNPAIRED) this.#readFrom = 0;
    events.forEach(({ f, type, value }, at) => {
      if (f !== 'add') return;
      const element = this.#element(value);
      this.#attempted[element] = true;
      if (type === 'ok' && this.#added[element] === NEVER) this.#added[element] = at;
    });
    const values = elementsOf(this.#read.value);
    if (values === undefined) throw misunderstood(this.#read, 'collection of elements');
    for (const value of values) this.#seen[this.#element(value)] = true;
  }

  result(): { 'valid?': boolean; [field: string]: Value } {
    const ok = this.#where((element) => this.#seen[element]! && this.#attempted[element]!);
    const lost = this.#lost();
    const unexpected = this.#unexpected();
    const recovered = this.#where(
      (element) =>
        this.#seen[element]! && this.#attempted[element]! && this.#added[element] === NEVER,
    );
    return {
      'valid?': lost.length === 0 && unexpected.length === 0,
      'attempt-count': this.#where((element) => this.#attempted[element]!).length,
      'acknowledged-count': this.#where((element) => this.#added[element] !== NEVER).length,
      'ok-count': ok.length,
      'lost-count': lost.length,
      'recovered-count': recovered.length,
      'unexpected-count': unexpected.length,
      ok: this.#text(ok),
      lost: this.#text(lost),
      unexpected: this.#text(unexpected),
      recovered: this.#text(recovered),
    };
  }

  findings(): Finding[] {
    const findings: Finding[] = [];
    const lost = this.#lost().filter((element) => this.#added[element]! < this.#readFrom);
    const [first] = lost;
    if (first !== undefined) {
      const add = this.#events[this.#added[first]!]!;
      findings.push({
        kind: 'lost-element',
        message:
          `the final read misses ${describeValue(this.#elements.valueOf(first))}, ` +
          `which was added before it began${others(lost.length - 1)}`,
        explanation: [
          `${describeEvent(add)}.`,
          `Later, ${describeEvent(this.#read)}, and it is not there.`,
        ],
        events: [add, this.#read],
      });
    }
    const unexpected = this.#unexpected();
    const [strange] = unexpected;
    if (strange !== undefined) {
      findings.push({
        kind: 'unexpected-element',
        message:
          `the final read has ${describeValue(this.#elements.valueOf(strange))}, ` +
          `which nobody tried to add${others(unexpected.length - 1)}`,
        explanation: [`${describeEvent(this.#read)}.`],
        events: [this.#read],
      });
    }
    return findings;
  }

  doubt(): string | undefined {
    const late = this.#lost().length;
    if (late === 0) return undefined;
    return (
      `the final read misses ${counted(late, 'element')} whose add ended after it began; ` +
      'read once more when all adds are done'
    );
  }

  #lost(): number[] {
    return this.#where((element) => this.#added[element] !== NEVER && !this.#seen[element]!);
  }

  #unexpected(): number[] {
    return this.#where((element) => this.#seen[element]! && !this.#attempted[element]!);
  }

  #where(holds: (element: number) => boolean): number[] {
    const chosen: number[] = [];
    for (let element = 0; element < this.#elements.size; element++) {
      if (holds(element)) chosen.push(element);
    }
    return chosen.sort((left, right) =>
      compareValues(this.#elements.valueOf(left), this.#elements.valueOf(right)),
    );
  }

  #text(elements: readonly number[]): string {
    return integerIntervals(elements.map((element) => this.#elements.valueOf(element)));
  }

  #element(value: Value): number {
    const element = this.#elements.numberOf(value);
    if (element === this.#added.length) {
      this.#added.push(NEVER);
      this.#attempted.push(false);
      this.#seen.push(false);
    }
    return element;
  }
}
