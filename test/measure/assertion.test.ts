/**
 * Assertions: what they say, and how a wrong one is refused.
 */

import { describe, expect, test } from 'vitest';
import { judgeAssertion, parseAssertion } from '../../src/measure/assertion.js';
import { Measurer } from '../../src/measure/measurer.js';
import { runOf } from './samples.js';

function outcomeOf(text: string): string {
  const measurer = new Measurer();
  measurer.add(
    runOf([
      { start: 0, end: 10, phases: ['calm'] },
      { start: 0, end: 50, phases: ['faulty'], vain: true },
    ]),
  );
  return judgeAssertion(parseAssertion(text), measurer.measurements()).outcome;
}

describe('outcomes', () => {
  test.each([
    ['availability >= 0.5', 'holds'],
    ['availability >= .5', 'holds'],
    ['availability > 0.5', 'fails'],
    ['availability >= 0.999 in calm', 'holds'],
    ['availability >= 0.999 in faulty', 'fails'],
    ['p99Ms <= 100', 'holds'],
    ['p99Ms<100', 'fails'],
    ['  p50Ms   <=   10  in  calm ', 'holds'],
    ['p99Ms <= 50 in client-link', 'not measured'],
    ['recoverWithinMs <= 500', 'not measured'],
    ['messagesPerOperation <= 8', 'holds'],
  ])('%s: %s', (text, outcome) => {
    expect(outcomeOf(text)).toBe(outcome);
  });
});

describe('what is no assertion is refused', () => {
  test.each([
    ['p99Ms', 'is no assertion; write it as'],
    ['p99Ms <= fast', 'is no assertion'],
    ['p99Ms == 5', 'is no assertion'],
    ['speed >= 5', 'there is no figure "speed"; there is availability, nines'],
    ['recoverWithinMs <= 5 in calm', 'is a figure of whole runs'],
    ['', 'is no assertion'],
  ])('%s', (text, complaint) => {
    expect(() => parseAssertion(text)).toThrow(complaint);
  });
});
