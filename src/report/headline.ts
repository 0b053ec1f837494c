/**
 * The head of a report: what went wrong, where, and how small it was made.
 */

import type { Counterexample, Size } from './counterexample.js';
import type { Culprit } from './culprit.js';
import { escapeText } from './escape.js';
import { glyphsFor } from './glyphs.js';
import { labelled, segment, wrapText, type Line } from './line.js';
import { countOf, formatCount } from './quantities.js';
import { readable } from './references.js';

interface HeadlineOptions {
  readonly columns: number;
  readonly ascii: boolean;
}

/** `VIOLATION of linearizability: read returned 0 after ...`. */
export function headlineLines(
  counterexample: Counterexample,
  culprit: Culprit | undefined,
  { columns, ascii }: HeadlineOptions,
): Line[] {
  const checker = culprit?.finding.checker ?? counterexample.fingerprint.checker;
  const title = `VIOLATION of ${escapeText(checker, { ascii, lengthMax: 60 })}`;
  const kind = escapeText(counterexample.fingerprint.anomaly, { ascii, lengthMax: 60 });
  const message = culprit === undefined ? kind : readable(culprit.anomaly.message, { ascii });
  return titledLines(title, message, columns);
}

/** A title in colour and what it is about, wrapped under it. */
export function titledLines(title: string, message: string, columns: number): Line[] {
  return wrapText(`${title}: ${message}`, columns, 2).map((part, at): Line => {
    if (at > 0) return [segment(`  ${part}`)];
    const shown = part.slice(0, title.length);
    return [segment(shown, 'bad'), segment(part.slice(shown.length))];
  });
}

/** The system, and what was found and shrunk. */
export function sizeLines(
  counterexample: Counterexample,
  { columns, ascii }: HeadlineOptions,
): Line[] {
  const { scenario, statistics } = counterexample;
  const name = (text: string): string => escapeText(text, { ascii, lengthMax: 60 });
  const { bugs } = scenario.system;
  const system = [
    name(scenario.system.name),
    bugs.length === 0 ? [] : `with bug ${bugs.map(name).join(', ')}`,
  ].flat();
  const { shrunk } = statistics;
  const cluster = `${countOf(shrunk.servers, 'server')}, ${countOf(shrunk.clients, 'client')}`;
  const workload = `workload ${name(scenario.workload)}`;
  return [
    ...labelled('system', `${system.join(' ')}, ${workload}, ${cluster}`, columns),
    ...labelled('found', foundText(counterexample), columns),
    ...labelled('shrunk', shrunkText(counterexample, ascii), columns),
  ];
}

function foundText({ statistics, scenario }: Counterexample): string {
  const { foundIn, scenarios } = statistics;
  return `in scenario ${formatCount(foundIn)} of ${formatCount(scenarios)}; seed ${scenario.seed}`;
}

function shrunkText({ statistics }: Counterexample, ascii: boolean): string {
  const { original, shrunk, simulations, minimality } = statistics;
  if (simulations === 0) return `not at all: ${sizeText(shrunk)}`;
  const change = (name: keyof Size, noun: string): string =>
    original[name] === shrunk[name]
      ? countOf(shrunk[name], noun)
      : `${formatCount(original[name])} ${glyphsFor(ascii).arrow} ${countOf(shrunk[name], noun)}`;
  const sizes = [
    change('operations', 'operation'),
    change('faults', 'fault'),
    change('deviations', 'stray message'),
  ].join(', ');
  const proof =
    minimality === '1-minimal'
      ? 'none of these can be left out alone (1-minimal)'
      : 'the budget ended before it was proved minimal';
  return `${sizes}, in ${countOf(simulations, 'simulation')}; ${proof}`;
}

function sizeText({ operations, faults, deviations }: Size): string {
  return [
    countOf(operations, 'operation'),
    countOf(faults, 'fault'),
    countOf(deviations, 'stray message'),
  ].join(', ');
}
