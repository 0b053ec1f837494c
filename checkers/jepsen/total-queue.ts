/**
 * Queues, counted over the whole history: what was surely enqueued must come out, and nothing that
 * nobody tried to enqueue. Jepsen takes it for granted that the queue was drained, and that a
 * crashed dequeue took nothing. Our verdict blames a loss only where the history shows that the
 * queue was found empty afterwards, and more is lost than crashed dequeues may have taken.
 */

import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { describeValue } from '../describe.js';
import { clientEvents, misunderstood, partners, UNPAIRED } from './client-events.js';
import type { EventChecker, JepsenResult } from './event-checker.js';
import { answer, counted, others, type Finding } from './judgement.js';
import { describeEvent } from './recorded-operation.js';
import { ValueNumbering } from './value-numbering.js';
import { elementsOf } from './value-shapes.js';

/** What is known of the history that is not in it. */
export interface TotalQueueOptions {
  /** The queue was drained at the end, whether the history shows it or not; default false. */
  readonly drained?: boolean;
}

/**
 * Judges `enqueue`, `dequeue`, where `null` is an empty queue, and `drain`, which answers all that
 * is left. Duplicates are counted, not blamed. Linear.
 */
export function totalQueue(options: TotalQueueOptions = {}): EventChecker {
  return {
    name: 'total-queue',
    check(events) {
      const tally = new QueueTally(clientEvents(events));
      return answer('total-queue', {
        judged: events.length,
        result: tally.result(),
        findings: tally.findings(options.drained === true),
        doubt: tally.doubt(),
      });
    },
  };
}

class QueueTally {
  readonly #numbering = new ValueNumbering();
  readonly #attempts: number[] = [];
  readonly #enqueues: number[] = [];
  readonly #dequeues: number[] = [];
  /** By element: the last acknowledged enqueue and its place. */
  readonly #lastEnqueue = new Map<number, readonly [Event, number]>();
  readonly #firstDequeue = new Map<number, Event>();
  /** Where the last operation began that found the queue empty. */
  #emptyFrom = -1;
  #empty: Event | undefined;
  #crashedDequeues = 0;
  #crashedDrain = false;

  constructor(events: readonly Event[]) {
    const partner = partners(events);
    events.forEach((event, at) => this.#take(event, at, partner[at]!));
  }

  result(): JepsenResult {
    const enqueued = (element: number): number => this.#enqueues[element]!;
    const dequeued = (element: number): number => this.#dequeues[element]!;
    const attempts = (element: number): number => this.#attempts[element]!;
    const ok = (element: number): number => Math.min(dequeued(element), attempts(element));
    const unexpected = this.#multiset(this.#unexpected);
    const lost = this.#multiset(this.#lost);
    const duplicated = this.#multiset((element) =>
      attempts(element) === 0 ? 0 : dequeued(element) - attempts(element),
    );
    const recovered = this.#multiset((element) => ok(element) - enqueued(element));
    const valid = lost.length === 0 && unexpected.length === 0;
    const undrained = this.#crashedDrain && unexpected.length === 0;
    return {
      'valid?': undrained ? 'unknown' : valid,
      'attempt-count': this.#count(attempts),
      'acknowledged-count': this.#count(enqueued),
      'ok-count': this.#count(ok),
      'unexpected-count': unexpected.length,
      'duplicated-count': duplicated.length,
      'lost-count': lost.length,
      'recovered-count': recovered.length,
      lost,
      unexpected,
      duplicated,
      recovered,
      ...(undrained ? { error: 'Not sure how to handle a crashed drain operation' } : {}),
    };
  }

  findings(drained: boolean): Finding[] {
    const findings: Finding[] = [];
    const unexpected = this.#where((element) => this.#unexpected(element) > 0);
    const [strange] = unexpected;
    if (strange !== undefined) {
      const event = this.#firstDequeue.get(strange)!;
      findings.push({
        kind: 'unexpected-element',
        message:
          `${this.#name(strange)} came out, which nobody tried to enqueue` +
          others(unexpected.length - 1),
        explanation: [`${describeEvent(event)}.`],
        events: [event],
      });
    }
    const lost = this.#where(
      (element) =>
        this.#lost(element) > 0 &&
        (drained || this.#lastEnqueue.get(element)![1] < this.#emptyFrom),
    );
    const copies = lost.reduce((sum, element) => sum + this.#lost(element), 0);
    if (copies > this.#crashedDequeues && !this.#crashedDrain) findings.push(this.#loss(lost));
    return findings;
  }

  doubt(): string | undefined {
    if (this.#crashedDrain) return 'a drain crashed, and nobody knows what it took';
    const lost = this.#count(this.#lost);
    if (lost === 0) return undefined;
    const crashed = this.#crashedDequeues;
    const missing = `${counted(lost, 'element')} never came out`;
    return crashed > 0
      ? `${missing}, but ${counted(crashed, 'dequeue')} crashed and may have taken them`
      : `${missing}, but nothing shows that the queue was drained afterwards`;
  }

  readonly #unexpected = (element: number): number =>
    this.#attempts[element] === 0 ? this.#dequeues[element]! : 0;

  readonly #lost = (element: number): number =>
    Math.max(0, this.#enqueues[element]! - this.#dequeues[element]!);

  #loss(lost: readonly number[]): Finding {
    const [event] = this.#lastEnqueue.get(lost[0]!)!;
    const explanation = [`${describeEvent(event)}.`];
    if (this.#empty !== undefined) {
      explanation.push(`Later, ${describeEvent(this.#empty)}, and the queue was empty.`);
    }
    explanation.push(`${this.#name(lost[0]!)} did not come out as often as it went in.`);
    return {
      kind: 'lost-element',
      message: `${this.#name(lost[0]!)} was enqueued, and never came out${others(lost.length - 1)}`,
      explanation,
      events: this.#empty === undefined ? [event] : [event, this.#empty],
    };
  }

  #take(event: Event, at: number, partner: number): void {
    const { f, type, value } = event;
    if (f === 'enqueue') this.#enqueue(event, at, partner);
    else if (f === 'drain') this.#drain(event, partner);
    else if (f === 'dequeue' && type === 'ok' && value !== null) this.#dequeue(event, value);
    else if (f === 'dequeue' && type === 'ok') this.#foundEmpty(event, partner);
    else if (f === 'dequeue' && isOpen(event, partner)) this.#crashedDequeues++;
  }

  #enqueue(event: Event, at: number, partner: number): void {
    const element = this.#element(event.value);
    if (event.type === 'invoke' || partner === UNPAIRED) this.#attempts[element]!++;
    if (event.type !== 'ok') return;
    this.#enqueues[element]!++;
    this.#lastEnqueue.set(element, [event, at]);
  }

  #dequeue(event: Event, value: Value): void {
    const element = this.#element(value);
    this.#dequeues[element]!++;
    if (!this.#firstDequeue.has(element)) this.#firstDequeue.set(element, event);
  }

  #drain(event: Event, partner: number): void {
    if (isOpen(event, partner)) this.#crashedDrain = true;
    if (event.type !== 'ok') return;
    const elements = elementsOf(event.value);
    if (elements === undefined) throw misunderstood(event, 'collection of elements');
    for (const value of elements) this.#dequeue(event, value);
    this.#foundEmpty(event, partner);
  }

  #foundEmpty(event: Event, partner: number): void {
    if (partner <= this.#emptyFrom) return;
    this.#emptyFrom = partner;
    this.#empty = event;
  }

  #element(value: Value): number {
    const element = this.#numbering.numberOf(value);
    if (element === this.#attempts.length) {
      this.#attempts.push(0);
      this.#enqueues.push(0);
      this.#dequeues.push(0);
    }
    return element;
  }

  #name(element: number): string {
    return describeValue(this.#numbering.valueOf(element));
  }

  #where(holds: (element: number) => boolean): number[] {
    return this.#attempts.flatMap((_, element) => (holds(element) ? [element] : []));
  }

  #count(multiplicity: (element: number) => number): number {
    return this.#attempts.reduce((sum, _, element) => sum + multiplicity(element), 0);
  }

  #multiset(multiplicity: (element: number) => number): Value[] {
    const elements: Value[] = [];
    for (let element = 0; element < this.#attempts.length; element++) {
      for (let copies = multiplicity(element); copies > 0; copies--) {
        elements.push(this.#numbering.valueOf(element));
      }
    }
    return elements;
  }
}

/** It may have taken something, and nobody knows what. */
function isOpen({ type }: Event, partner: number): boolean {
  return type === 'info' || (type === 'invoke' && partner === UNPAIRED);
}
