/**
 * A truncated file is never taken for a shorter history. Cut at any byte, a file is refused; the
 * one exception is a cut that nobody could see: between two events of a file without closing
 * bracket, that is, after the end of a line of a log, and after the brace that ends an event of the
 * others.
 */

import { describe, expect, test } from 'vitest';
import { decodeEvents } from '../../../src/history/codecs/decode.js';
import { ParseError } from '../../../src/history/codecs/parse-error.js';
import type { Event } from '../../../src/history/event.js';
import { eventKeys } from '../arbitrary-values.js';
import { samples, type Sample } from './sample-histories.js';

/** The events of a cut file, `undefined` when it is refused; any other error is a failure. */
function remains(text: string, options: Parameters<typeof decodeEvents>[1]): Event[] | undefined {
  try {
    return decodeEvents(text, options);
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

/** Whether the cut leaves whole lines, or whole events and blanks or comments after them. */
function isBetweenEvents({ format, isOpenEnded }: Sample, head: string): boolean {
  if (!isOpenEnded) return false;
  if (format === 'log') return head.endsWith('\n');
  const forms = head.replace(/^\s*;.*$/gm, '').trimEnd();
  return forms.endsWith('}');
}

describe.each(samples)('$file cut at every byte', (of) => {
  const whole = decodeEvents(of.text);
  const end = of.bytes.toString('utf8').trimEnd().length;

  test.each([{ format: of.format }, {}])('with options %j', (options) => {
    let cutsUnseen = 0;
    for (let length = 0; length < of.bytes.length; length++) {
      const head = of.bytes.subarray(0, length).toString('utf8');
      const events = remains(head, options);
      if (events === undefined) continue;
      cutsUnseen++;
      if (head.trimEnd().length === end && of.format !== 'log') {
        expect(eventKeys(events)).toEqual(eventKeys(whole));
        continue;
      }
      const isUnseen = isBetweenEvents(of, head);
      expect({ length, tail: head.slice(-30), isUnseen }).toMatchObject({ isUnseen: true });
      if (of.format !== 'operations') {
        expect(eventKeys(events)).toEqual(eventKeys(whole.slice(0, events.length)));
      }
    }
    if (!of.isOpenEnded) expect(cutsUnseen).toBeLessThanOrEqual(1);
  });

  test('without its last line end', () => {
    const head = of.text.trimEnd();
    if (of.format === 'log') {
      expect(() => decodeEvents(head)).toThrow(/expected a line end, found the end of the file/);
    } else {
      expect(eventKeys(decodeEvents(head))).toEqual(eventKeys(whole));
    }
  });
});

test('a log line cut to a shorter one that still reads', () => {
  const line = 'INFO  jepsen.util - 0\t:invoke\t:write\t12\n';
  expect(decodeEvents(line)).toHaveLength(1);
  expect(() => decodeEvents(line.slice(0, -2))).toThrow(
    'line 1, column 39: expected a line end, found the end of the file',
  );
});
