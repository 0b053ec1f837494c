/**
 * A log with vector clocks for ShiViz (https://bestchai.bitbucket.io/shiviz/), which draws lanes,
 * folds them and searches them for patterns. A file begins with the regular expression that reads
 * it and an empty line, as there is but one execution. Of a simulated story all messages are
 * arrows; of a recorded history, where nobody saw messages, what returned before another operation
 * was called happened before it.
 */

import { foundIn, outlineOf, type Outline } from '../outline.js';
import { timelineOf } from '../outline-operations.js';
import { arrowViews } from '../page/arrow-views.js';
import type { CounterexampleReport, Report } from '../report.js';
import type { Span, Timeline } from '../timeline.js';
import { escapeText } from '../escape.js';

/** ShiViz finds its groups by these names; hosts are written so that they hold no blanks. */
const PATTERN = String.raw`(?<host>\S+) (?<clock>\{[^}]*\}) (?<event>.*)`;
const EVENTS_MAX = 20_000;

/** The log, its pattern first. */
export function shivizReport(report: Report): string {
  const timeline = timelineOf(report);
  const log = new ClockedLog();
  if (timeline === undefined) outlineEvents(outlineOf(report), log);
  else {
    const found = foundIn(report);
    const steps = found === undefined ? historySteps(timeline) : storySteps(found, timeline);
    const inOrder = [...steps].sort((left, right) => left.at - right.at || left.rank - right.rank);
    for (const step of inOrder.slice(0, EVENTS_MAX)) log.add(step);
  }
  return `${[PATTERN, '', ...log.lines].join('\n')}\n`;
}

/** Something that happened on a lane. */
interface Step {
  readonly at: number;
  /** Of steps at one moment, what may have caused others comes first. */
  readonly rank: number;
  readonly host: string;
  readonly text: string;
  /** What others learn from: its clock is kept under this name. */
  readonly tells?: string;
  /** The names of what it learns from. */
  readonly learns?: readonly string[];
}

const RANK = { arrival: 0, state: 1, answer: 2, call: 3, sending: 4, sameMoment: 5 } as const;

/** Operations, messages and states of a simulated run. */
function storySteps({ counterexample }: CounterexampleReport, timeline: Timeline): Step[] {
  const { story } = counterexample;
  const messages = arrowViews(story).flatMap((arrow, at): Step[] => {
    const { from, to, type, sentUs, arrivedUs, remark, operation } = arrow;
    const tells = `message ${at}`;
    const name = `${operation === undefined ? '' : `#${operation} `}${type}`;
    const fate = remark === '' ? '' : ` (${remark})`;
    const text = `send ${name} to ${to}${fate}`;
    const sending = { at: sentUs, rank: RANK.sending, host: from, text, tells };
    if (arrivedUs === undefined) return [sending];
    const rank = arrivedUs <= sentUs ? RANK.sameMoment : RANK.arrival;
    const arrival = { at: Math.max(arrivedUs, sentUs), rank, host: to, learns: [tells] };
    return [sending, { ...arrival, text: `receive ${name} from ${from}` }];
  });
  const states = timeline.states.map(({ position, node, text }) => ({
    at: position,
    rank: RANK.state,
    host: node,
    text: `state ${text}`,
  }));
  return [...messages, ...states, ...timeline.spans.flatMap(operationSteps)];
}

function operationSteps({ number, lane, label, result, begin, end, role }: Span): Step[] {
  const call = { at: begin, rank: RANK.call, host: lane, text: label };
  if (end === Infinity) return [call];
  const mark = role === 'offending' ? ' ILLEGAL' : '';
  // An operation that takes no time begins before it ends.
  const rank = end === begin ? RANK.sameMoment : RANK.answer;
  return [call, { at: end, rank, host: lane, text: `#${number} ${result}${mark}` }];
}

/** Calls and returns of clients; positions are distinct ranks. */
function historySteps({ spans }: Timeline): Step[] {
  return spans.flatMap((span): Step[] => {
    const before = spans.filter(({ end }) => end < span.begin);
    const learns = before.map(({ number }) => String(number));
    const [call, answer] = operationSteps(span);
    return [
      ...(call === undefined ? [] : [{ ...call, learns }]),
      ...(answer === undefined ? [] : [{ ...answer, tells: String(span.number) }]),
    ];
  });
}

/** Where nothing has a time: the verdict and the anomalies, one after the other. */
function outlineEvents({ title, headline, checks }: Outline, log: ClockedLog): void {
  const anomalies = checks.flatMap(({ anomalies: found }) => found);
  const texts = [
    headline === '' ? title : `${title}: ${headline}`,
    ...anomalies.map(({ kind, message }) => `${kind}: ${message}`),
  ];
  texts.forEach((text, at) => log.add({ at, rank: 0, host: 'history', text }));
}

type Clock = ReadonlyMap<string, number>;

/** Lines with the vector clock of each host, which grows by one with each of its events. */
class ClockedLog {
  readonly lines: string[] = [];
  private readonly hosts = new Map<string, string>();
  private readonly clocks = new Map<string, Clock>();
  private readonly told = new Map<string, Clock>();

  add({ host, text, tells, learns = [] }: Step): void {
    const name = this.nameOf(host);
    const clock = new Map(this.clocks.get(name));
    for (const source of learns) {
      for (const [other, count] of this.told.get(source) ?? []) {
        clock.set(other, Math.max(count, clock.get(other) ?? 0));
      }
    }
    clock.set(name, (clock.get(name) ?? 0) + 1);
    this.clocks.set(name, clock);
    if (tells !== undefined) this.told.set(tells, clock);
    const written = JSON.stringify(Object.fromEntries(clock));
    this.lines.push(`${name} ${written} ${escapeText(text)}`);
  }

  /** A name of word characters for a host, each its own. */
  private nameOf(host: string): string {
    const known = this.hosts.get(host);
    if (known !== undefined) return known;
    const plain = host.replace(/[^\w.-]/g, '_').slice(0, 40) || '_';
    const taken = new Set(this.hosts.values());
    let name = plain;
    for (let number = 2; taken.has(name); number++) name = `${plain}_${number}`;
    this.hosts.set(host, name);
    return name;
  }
}
