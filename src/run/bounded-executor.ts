/**
 * Executes the runs of a bounded search: hundreds of thousands of tiny ones, of which few differ in
 * what the clients saw. A history that was judged is not judged again.
 */

import type { CheckOptions } from '../../checkers/checker.js';
import type { Asked } from '../explore/bounded.js';
import type { Execution, SentMessage } from '../explore/places.js';
import type { Event } from '../history/event.js';
import { canonicalKey } from '../history/equality.js';
import type { Scenario } from '../scenario/scenario.js';
import type { Run } from '../simulator/simulate.js';
import type { System } from '../simulator/system.js';
import type { Posting } from '../trace/posting.js';
import { fingerprintOf, judgeRun } from './judge.js';
import { runScenario } from './run-scenario.js';
import type { RunWorkload } from './workload.js';

/** What is executed, and who judges it. */
export interface ExecutorSubject {
  readonly system: System;
  readonly workload: RunWorkload;
  readonly check?: CheckOptions;
}

type Judgement = 'legal' | 'illegal' | 'unknown';

/** Judgements kept; beyond that all are forgotten. */
const JUDGEMENTS_MAX = 100_000;

/** Executes runs one after the other and counts what they came to. */
export class Executor {
  readonly operations = { ok: 0, fail: 0, info: 0 };
  readonly marks: Map<string, number> = new Map();
  unknown = 0;
  private readonly judged = new Map<string, Judgement>();

  constructor(private readonly subject: ExecutorSubject) {}

  /** Runs a scenario; at once where the system is synchronous. */
  execute(scenario: Scenario, asked: Asked): Execution | Promise<Execution> {
    const postings: Posting[] = [];
    const options =
      asked === 'messages' ? { onPosting: (posting: Posting) => void postings.push(posting) } : {};
    const run = runScenario(scenario, this.subject.system, options);
    const wrap = (ended: Run): Execution => this.executionOf(ended, postings, asked);
    return run instanceof Promise ? run.then(wrap) : wrap(run);
  }

  private executionOf(run: Run, postings: readonly Posting[], asked: Asked): Execution {
    const { endUs } = run;
    if (asked === 'messages') return { sent: sentIn(run, postings), endUs, isViolation: false };
    for (const { outcome } of run.operations) {
      this.operations[outcome === 'open' ? 'info' : outcome]++;
    }
    for (const [mark, count] of run.marks)
      this.marks.set(mark, (this.marks.get(mark) ?? 0) + count);
    const judgement = run.cutOff ? 'unknown' : this.judge(run);
    if (judgement === 'unknown') this.unknown++;
    return { sent: [], endUs, isViolation: judgement === 'illegal' };
  }

  private judge(run: Run): Judgement {
    const { workload } = this.subject;
    // Invariants read the trace, of which no two are alike.
    if (workload.invariants.length > 0 || run.failure !== undefined) return this.judgeAnew(run);
    const key = run.events.map(textOf).join();
    const known = this.judged.get(key);
    if (known !== undefined) return known;
    if (this.judged.size >= JUDGEMENTS_MAX) this.judged.clear();
    const judgement = this.judgeAnew(run);
    this.judged.set(key, judgement);
    return judgement;
  }

  private judgeAnew(run: Run): Judgement {
    const verdicts = judgeRun(run, this.subject.workload, this.subject.check);
    if (fingerprintOf(verdicts) !== undefined) return 'illegal';
    return verdicts.some(({ kind }) => kind === 'unknown') ? 'unknown' : 'legal';
  }
}

/** All that a checker of histories can see of an event. */
function textOf({ type, process, f, key, value, error, timeNs }: Event): string {
  const rest = [key, error].map((part) => (part === undefined ? '' : canonicalKey(part)));
  return `${type} ${process} ${f} ${canonicalKey(value)} ${timeNs} ${rest.join()}`;
}

/** Messages are numbered as they are sent, which is how the trace names them. */
function sentIn({ trace }: Run, postings: readonly Posting[]): SentMessage[] {
  const arrivals = new Map<number, number>();
  for (let at = 0; at < trace.length; at++) {
    const { kind, id, atUs } = trace.record(at);
    if ((kind === 'deliver' || kind === 'drop') && !arrivals.has(id)) arrivals.set(id, atUs);
  }
  return postings.map(({ message, sentUs, delayUs, fate }, id) => ({
    message,
    sentUs,
    arrivesUs: arrivals.get(id) ?? sentUs + delayUs,
    hasArrived: fate === 'sent' && arrivals.has(id),
  }));
}
