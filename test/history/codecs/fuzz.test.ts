/**
 * Fifty thousand damaged files in all formats: each is decoded or refused with a ParseError.
 * Nothing crashes, nothing hangs, and what is decoded can be written and read again.
 */

import { describe, expect, test } from 'vitest';
import { decodeEvents } from '../../../src/history/codecs/decode.js';
import { encodeEvents } from '../../../src/history/codecs/encode.js';
import { HISTORY_FORMATS } from '../../../src/history/codecs/history-format.js';
import { ParseError } from '../../../src/history/codecs/parse-error.js';
import { eventKeys } from '../arbitrary-values.js';
import { samples } from './sample-histories.js';

const INPUTS = 50_000;

/** Texts that mean something to one of the readers. */
const TOKENS = [
  ...Array.from('[](){}"\\;#:,-+_.|\n\t\r 019eEMN/'),
  '#_',
  '#{',
  '##NaN',
  '{:type :ok :process 0 :f :r}',
  '{"type":"ok","process":0,"f":"r"}',
  '"$map":',
  '{"$set":[1]}',
  '"__proto__":1,',
  ':process ',
  'nil ',
  'null',
  '99999999999999999999',
  '1e999',
  '\u0000',
  '\uFEFF',
  '\ud800',
  'INFO  jepsen.util - 0\t:ok\t:r\t',
];

/** A small generator of its own (mulberry32): the same inputs on every machine. */
class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  one<T>(of: readonly T[]): T {
    return of[this.below(of.length)] as T;
  }
}

function part(dice: Dice, text: string): string {
  const start = dice.below(text.length + 1);
  return text.slice(start, start + dice.below(40));
}

/** One byte edit, cut, splice or duplication. */
function damaged(dice: Dice, text: string): string {
  const at = dice.below(text.length + 1);
  const head = text.slice(0, at);
  const tail = text.slice(at);
  switch (dice.below(7)) {
    case 0:
      return head + String.fromCharCode(dice.below(128)) + tail.slice(1);
    case 1:
      return head;
    case 2:
      return tail;
    case 3:
      return head + tail.slice(dice.below(20));
    case 4:
      return head + part(dice, dice.one(samples).text) + tail;
    case 5:
      return head + part(dice, text).repeat(1 + dice.below(3)) + tail;
    default:
      return head + dice.one(TOKENS) + tail;
  }
}

function input(dice: Dice): string {
  if (dice.below(20) === 0) {
    return Array.from({ length: dice.below(30) }, () => dice.one(TOKENS)).join('');
  }
  let { text } = dice.one(samples);
  for (let times = 1 + dice.below(3); times > 0; times--) text = damaged(dice, text);
  return text;
}

describe('damaged files', () => {
  test('are decoded or refused, never more', { timeout: 60_000 }, () => {
    const dice = new Dice(2024);
    let decoded = 0;
    for (let count = 0; count < INPUTS; count++) {
      const text = input(dice);
      const guess = dice.below(3) > 0;
      const options = guess ? {} : { format: dice.one(HISTORY_FORMATS) };
      try {
        const events = decodeEvents(text, { ...options, independent: dice.below(4) === 0 });
        expect(events.length).toBeGreaterThan(0);
        decoded++;
        if (count % 8 !== 0) continue;
        for (const format of ['jsonl', 'edn'] as const) {
          const back = decodeEvents(encodeEvents(events, format), { format });
          expect(eventKeys(back)).toEqual(eventKeys(events));
        }
      } catch (error) {
        if (error instanceof ParseError) continue;
        throw new Error(`input ${count}: ${JSON.stringify(text)}`, { cause: error });
      }
    }
    // The fuzz is worth something only while both answers are common.
    expect(decoded).toBeGreaterThan(INPUTS / 20);
    expect(decoded).toBeLessThan(INPUTS / 2);
  });
});
