/**
 * `toConformTo`: which histories pass, negated or not, and what is said of the others.
 */

import 'skerry/vitest';
import {
  decodeEvents,
  encodeEvents,
  HistoryError,
  ParseError,
  renderVerdict,
  toHistory,
} from 'skerry';
import type { Event, History } from 'skerry';
import { linearizable, register } from 'skerry/checkers';
import type { Checker } from 'skerry/checkers';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { messageOf } from './message-of.js';

const checker = linearizable(register());

/** A write of 1, and then a read by somebody else. */
function writeThenRead(read: number | null): Event[] {
  const events = [
    { type: 'invoke', process: 0, f: 'write', value: 1 },
    { type: 'ok', process: 0, f: 'write', value: 1 },
    { type: 'invoke', process: 1, f: 'read', value: null },
    { type: 'ok', process: 1, f: 'read', value: read },
  ] as const;
  return events.map((event, index) => ({ index, ...event }));
}

const legal = toHistory(writeThenRead(1));
const illegal = toHistory(writeThenRead(null));
/** Nothing succeeded. */
const vacuous = toHistory(writeThenRead(1).filter(({ type }) => type === 'invoke'));

/** A checker that always gives up. */
const resigning: Checker = {
  name: 'resigning',
  check: ({ operations }) => ({
    kind: 'unknown',
    checker: 'resigning',
    algorithm: 'none',
    effort: { judged: operations.length, configurations: 0 },
    reason: 'it was too much',
    progress: 'it looked at the history',
  }),
};

beforeEach(() => {
  vi.stubEnv('NO_COLOR', '1');
  vi.stubEnv('FORCE_COLOR', undefined);
});

describe('a legal history', () => {
  test.each([
    ['strict', legal],
    ['events', writeThenRead(1)],
    ['JSON lines', encodeEvents(writeThenRead(1), 'jsonl')],
    ['EDN', encodeEvents(writeThenRead(1), 'edn')],
  ])('passes as %s', (_form, history: History | Event[] | string) => {
    expect(history).toConformTo(checker);
  });

  test('fails where a violation is expected', async () => {
    const message = await messageOf(() => expect(legal).not.toConformTo(checker));
    expect(message).toMatch(/^expected a violation of linearizable, but there is none\n\nLEGAL/);
  });
});

describe('an illegal history', () => {
  test('fails with the report and nothing else', async () => {
    const message = await messageOf(() => expect(illegal).toConformTo(checker));
    expect(message).toBe(renderVerdict(illegal, checker.check(illegal)).trimEnd());
    expect(message).toMatch(/^VIOLATION of linearizable/);
  });

  test('passes where a violation is expected', () => {
    expect(illegal).not.toConformTo(checker);
    expect(illegal).not.toConformTo(checker, { allowUnknown: true });
  });

  test('is reported in colour where the terminal has them', async () => {
    const plain = await messageOf(() => expect(illegal).toConformTo(checker));
    vi.stubEnv('NO_COLOR', undefined);
    vi.stubEnv('FORCE_COLOR', '1');
    const painted = await messageOf(() => expect(illegal).toConformTo(checker));
    expect(plain).not.toContain('\u001b');
    expect(painted).toContain('\u001b[');
    expect(painted.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain);
  });
});

describe('what cannot be said', () => {
  test('an undecided history fails either way', async () => {
    const why = /^resigning could not be decided \(allowUnknown: true lets it pass\)\n\nUNKNOWN/;
    expect(await messageOf(() => expect(legal).toConformTo(resigning))).toMatch(why);
    expect(await messageOf(() => expect(legal).not.toConformTo(resigning))).toMatch(why);
  });

  test('a history in which nothing succeeded fails either way', async () => {
    const why = /^no operation of the history succeeded/;
    expect(await messageOf(() => expect(vacuous).toConformTo(checker))).toMatch(why);
    expect(await messageOf(() => expect(vacuous).not.toConformTo(checker))).toMatch(why);
  });

  test('both pass where that is allowed', () => {
    for (const [history, judge] of [
      [legal, resigning],
      [vacuous, checker],
    ] as const) {
      expect(history).toConformTo(judge, { allowUnknown: true });
      expect(history).not.toConformTo(judge, { allowUnknown: true });
    }
  });

  test('a budget reaches the checker', () => {
    const check = vi.fn((history: History) => resigning.check(history));
    expect(legal).toConformTo({ name: 'spy', check }, { allowUnknown: true, configurationsMax: 7 });
    expect(check).toHaveBeenCalledWith(legal, { configurationsMax: 7 });
  });
});

describe('bad input', () => {
  test('a malformed text names the place', () => {
    const text = '{"type":"invoke","process":0,"f":"read","value":}\n';
    expect(() => expect(text).toConformTo(checker, { decode: { file: 'a.jsonl' } })).toThrow(
      ParseError,
    );
    expect(() => expect(text).toConformTo(checker, { decode: { file: 'a.jsonl' } })).toThrow(
      /^a\.jsonl:1:/,
    );
  });

  test('events that are no history name the event', () => {
    expect(() => expect(writeThenRead(1).slice(1)).toConformTo(checker)).toThrow(HistoryError);
  });

  test('something else is refused', () => {
    expect(() => expect(42).toConformTo(checker)).toThrow('toConformTo takes a history');
  });

  test('texts are read as they are declared', () => {
    const pairs = writeThenRead(1).map((event) => ({ ...event, value: ['x', event.value] }));
    const text = encodeEvents(pairs, 'jsonl');
    expect(decodeEvents(text, { independent: true })[0]?.key).toBe('x');
    expect(text).toConformTo(checker, { decode: { independent: true } });
  });
});
