/**
 * The workloads that are measured: a subject, the model that judges it, and how one late answer is
 * made wrong.
 */

import { priorityQueue, queue, stack } from './containers.js';
import { flipAnswer } from './flipped-answer.js';
import { firstInFirstOut, greatestFirst, lastInFirstOut, swapAnswers } from './order-swap.js';
import { record } from './record.js';
import { FAILED, FALSE, type Recording } from './recording.js';
import {
  compareAndSetRegister,
  uniqueCompareAndSetRegister,
  uniqueRegister,
  uniqueStore,
} from './registers.js';
import { smallSet, uniqueSet } from './sets.js';
import { spoilManyReads, spoilOneRead } from './stale-read.js';
import type { Subject } from './subject.js';

/** One kind of history. */
export interface GeneratedWorkload {
  readonly name: string;
  /** The name of the model that judges it, as `modelNamed` knows it. */
  readonly model: string;
  readonly functions: readonly string[];
  subject(): Subject;
  /**
   * Makes the recording certainly illegal by answers of operations at or after `from`, and says
   * how; `undefined`, and nothing is changed, when there is no way.
   */
  spoil(recording: Recording, from: number): string | undefined;
}

const REGISTER = ['read', 'write'];
const CAS_REGISTER = ['read', 'write', 'cas'];
const SET = ['add', 'remove', 'contains'];

/** The workloads there are. */
export type WorkloadName =
  | 'register'
  | 'uniqueCas'
  | 'uniqueCasAnswers'
  | 'cas'
  | 'casCounted'
  | 'keyValue'
  | 'queue'
  | 'stack'
  | 'set'
  | 'uniqueSet'
  | 'priorityQueue';

/** Every workload. */
export const generatedWorkloads: Readonly<Record<WorkloadName, GeneratedWorkload>> = {
  register: {
    name: 'register, unique writes',
    model: 'register',
    functions: REGISTER,
    subject: uniqueRegister,
    spoil: spoilOneRead,
  },
  uniqueCas: {
    name: 'register, unique cas',
    model: 'cas-register',
    functions: CAS_REGISTER,
    subject: () => uniqueCompareAndSetRegister(FAILED),
    spoil: spoilOneRead,
  },
  uniqueCasAnswers: {
    name: 'register, unique cas, unequal told',
    model: 'cas-register',
    functions: CAS_REGISTER,
    subject: () => uniqueCompareAndSetRegister(FALSE),
    spoil: spoilOneRead,
  },
  cas: {
    name: 'cas-register, 0..4',
    model: 'cas-register',
    functions: CAS_REGISTER,
    subject: () => compareAndSetRegister(5),
    spoil: spoilOneRead,
  },
  casCounted: {
    name: 'cas-register, 0..4, counted',
    model: 'cas-register',
    functions: CAS_REGISTER,
    subject: () => compareAndSetRegister(5),
    spoil: spoilManyReads,
  },
  keyValue: {
    name: 'key-value, 100 keys',
    model: 'key-value',
    functions: ['get', 'put'],
    subject: () => uniqueStore(100),
    spoil: spoilOneRead,
  },
  queue: {
    name: 'FIFO queue',
    model: 'fifo-queue',
    functions: ['enqueue', 'dequeue'],
    subject: queue,
    spoil: (recording, from) => swapAnswers(recording, from, firstInFirstOut),
  },
  stack: {
    name: 'stack',
    model: 'stack',
    functions: ['push', 'pop'],
    subject: stack,
    spoil: (recording, from) => swapAnswers(recording, from, lastInFirstOut),
  },
  set: {
    name: 'set, 50 elements',
    model: 'set',
    functions: SET,
    subject: () => smallSet(50),
    spoil: flipAnswer,
  },
  uniqueSet: {
    name: 'set, unique elements',
    model: 'set',
    functions: SET,
    subject: uniqueSet,
    spoil: flipAnswer,
  },
  priorityQueue: {
    name: 'priority queue',
    model: 'priority-queue',
    functions: ['insert', 'poll'],
    subject: priorityQueue,
    spoil: (recording, from) => swapAnswers(recording, from, greatestFirst),
  },
};

/** How large a history is, and what it has to be. */
export interface GenerateOptions {
  readonly operations: number;
  readonly clients: number;
  /** How likely an operation crashes. */
  readonly crashes: number;
  readonly seed: number;
  readonly expected: 'legal' | 'illegal';
}

/** Violations are in the rest of a history. */
const LATE = 0.9;

/** Histories are drawn until one can be spoilt, but no more than this. */
const DRAWS_MAX = 12;

/**
 * A history of the workload, linear to make. `violation` says what was made wrong where it is to be
 * illegal; `undefined` when a history is legal, or none could be spoilt.
 */
export function generate(
  workload: GeneratedWorkload,
  options: GenerateOptions,
): { readonly recording: Recording; readonly violation: string | undefined } {
  const { functions } = workload;
  const from = Math.floor(options.operations * LATE);
  for (let draw = 0; ; draw++) {
    const seed = options.seed + draw;
    const recording = record({ ...options, seed, functions, subject: workload.subject() });
    if (options.expected === 'legal') return { recording, violation: undefined };
    const violation = workload.spoil(recording, from);
    if (violation !== undefined || draw + 1 === DRAWS_MAX) return { recording, violation };
  }
}
