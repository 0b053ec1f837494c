/**
 * Assertions on figures: `availability >= 0.999 in calm`, `p99Ms <= 50`, `messagesPerOperation <=
 * 8`. Without a phase they are about all operations.
 */

import { FAULT_CATALOGUE } from '../scenario/fault-catalogue.js';
import { MEASUREMENTS } from './catalogue.js';
import type { MeasurementName } from './catalogue.js';
import type { Measurements } from './measurer.js';
import { WHOLE } from './sample.js';
import type { Phase } from './sample.js';

/** What must hold of a figure. */
export interface Assertion {
  readonly text: string;
  readonly figure: MeasurementName;
  readonly relation: '<=' | '>=' | '<' | '>';
  readonly bound: number;
  readonly phase: Phase;
}

/** How an assertion came out; `actual` is undefined when there was nothing to measure. */
export interface AssertionOutcome {
  readonly assertion: Assertion;
  readonly actual: number | undefined;
  readonly outcome: 'holds' | 'fails' | 'not measured';
}

const FORM = /^\s*(\w+)\s*(<=|>=|<|>)\s*(-?(?:\d+(?:\.\d+)?|\.\d+))(?:\s+in\s+([\w-]+))?\s*$/;

const PHASES: ReadonlySet<Phase> = new Set([
  WHOLE,
  'calm',
  'faulty',
  'healed',
  ...Object.keys(FAULT_CATALOGUE),
]);

/**
 * Reads an assertion.
 * @throws SyntaxError that says what is wrong with it, and what there is.
 */
export function parseAssertion(text: string): Assertion {
  const [, figure = '', relation, bound, phase = WHOLE] = FORM.exec(text) ?? [];
  if (relation === undefined) {
    throw new SyntaxError(
      `"${text}" is no assertion; write it as availability >= 0.999 in calm, or p99Ms <= 50`,
    );
  }
  const known = MEASUREMENTS.find(({ name }) => name === figure);
  if (known === undefined) {
    const names = MEASUREMENTS.map(({ name }) => name).join(', ');
    throw new SyntaxError(`"${text}": there is no figure "${figure}"; there is ${names}`);
  }
  if (known.ofRun === true && phase !== WHOLE) {
    throw new SyntaxError(`"${text}": ${figure} is a figure of whole runs, not of a phase`);
  }
  if (!PHASES.has(phase)) {
    throw new SyntaxError(
      `"${text}": there is no phase "${phase}"; there is ${[...PHASES].join(', ')}`,
    );
  }
  return {
    text: text.trim(),
    figure: known.name,
    relation: relation as Assertion['relation'],
    bound: Number(bound),
    phase,
  };
}

/** Holds an assertion against the figures. */
export function judgeAssertion(assertion: Assertion, { phases }: Measurements): AssertionOutcome {
  const { figure, relation, bound, phase } = assertion;
  const actual = phases.get(phase)?.figures.get(figure);
  if (actual === undefined) return { assertion, actual, outcome: 'not measured' };
  const isLess = relation === '<' || relation === '<=';
  const holds =
    (actual === bound && relation.length === 2) || (isLess ? actual < bound : actual > bound);
  return { assertion, actual, outcome: holds ? 'holds' : 'fails' };
}
