/**
 * Streams: cut into pieces of any size, a text gives the events and the errors of the whole text,
 * and memory stays with the size of one event.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeEvents,
  readEvents,
  type DecodeOptions,
} from '../../../src/history/codecs/decode.js';
import type { HistoryFormat } from '../../../src/history/codecs/history-format.js';
import { eventKeys } from '../arbitrary-values.js';
import { samples } from './sample-histories.js';
import type { Event } from '../../../src/history/event.js';

async function* pieces(text: string, sizes: readonly number[]): AsyncGenerator<string> {
  let at = 0;
  for (let turn = 0; at < text.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield await Promise.resolve(text.slice(at, at + size));
    at += size;
  }
}

/** The events, or the error, of a text read in pieces. */
async function streamed(
  text: string,
  sizes: readonly number[],
  options: DecodeOptions,
): Promise<readonly string[] | string> {
  const events: Event[] = [];
  try {
    for await (const event of readEvents(pieces(text, sizes), options)) events.push(event);
  } catch (error) {
    return String(error);
  }
  return eventKeys(events);
}

function whole(text: string, options: DecodeOptions): readonly string[] | string {
  try {
    return eventKeys(decodeEvents(text, options));
  } catch (error) {
    return String(error);
  }
}

describe.each(samples)('$file in pieces', ({ text, format }) => {
  test.each([[1], [2], [7], [1000], [100_000]])('of %d', async (size) => {
    expect(await streamed(text, [size], {})).toEqual(whole(text, {}));
    expect(await streamed(text, [size], { format })).toEqual(whole(text, {}));
  });
});

test('discards and comments at every seam', async () => {
  const event = '{:type :ok :process 0 :f :r}';
  const text = `#_#_[1 "]"] \\] ${event} ; ]\n#_ ${event} #_ #_ #{1} {} #t ${event} #_ \\{ `;
  for (let size = 1; size < text.length; size++) {
    expect(await streamed(text, [size], { format: 'edn' })).toHaveLength(2);
  }
  const vector = `;[\n[ #_#_[1 "]"] {} ${event} ; ]\n #_ ${event} #_ "\\"]" #t ${event}] ;]`;
  for (let size = 1; size < vector.length; size++) {
    expect(await streamed(vector, [size], { format: 'edn' })).toHaveLength(2);
  }
});

test('any text in any pieces is judged as the whole', async () => {
  const text = fc.oneof(
    fc
      .array(fc.constantFrom(...Array.from('[]{}()"\\;#_:a1 \n,')), { maxLength: 30 })
      .map((all) => all.join('')),
    fc
      .tuple(
        fc.constantFrom(...samples),
        fc.nat(),
        fc.nat(),
        fc.constantFrom(...Array.from('[]{}"\\;#_,:\n 1')),
      )
      .map(([{ text: of }, at, length, by]) => {
        const start = at % of.length;
        return of.slice(0, start) + by + of.slice(start + (length % 5));
      }),
  );
  const formats: HistoryFormat[] = ['jsonl', 'operations', 'json', 'edn', 'log'];
  await fc.assert(
    fc.asyncProperty(
      text,
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
      fc.constantFrom(undefined, ...formats),
      async (of, sizes, format) => {
        const options = format === undefined ? {} : { format };
        expect(await streamed(of, sizes, options)).toEqual(whole(of, options));
      },
    ),
    { seed: 1, numRuns: 3000 },
  );
});

describe('memory', () => {
  const EVENTS = 40_000;
  const EVENTS_IN_PIECE = 20;
  /** The documents are more than twice as large. */
  const GROWTH_MAX_BYTES = 48e6;
  const TEXT = 'some text '.repeat(250);

  async function* document(
    opening: string,
    event: string,
    separator: string,
    closing: string,
  ): AsyncGenerator<string> {
    yield await Promise.resolve(opening);
    const piece = Buffer.from(`${event}${separator}`.repeat(EVENTS_IN_PIECE));
    // Decoded anew each time: a kept piece must cost memory.
    for (let at = 0; at < EVENTS; at += EVENTS_IN_PIECE) yield piece.toString('latin1');
    yield `${event}${closing}`;
  }

  const edn = `{:type :ok :process 0 :f :txn :value [[:append "${TEXT}" 12345]]}`;
  const json = `{"type":"ok","process":0,"f":"txn","value":[["append","${TEXT}",12345]]}`;

  type Parts = readonly [opening: string, event: string, separator: string, closing: string];

  test.each<{ readonly name: string; readonly text: Parts }>([
    { name: 'one EDN vector', text: ['[', edn, '\n', ']'] },
    { name: 'EDN lines', text: ['', edn, '\n', ''] },
    { name: 'one JSON array', text: ['[', json, ',\n', ']'] },
    { name: 'one JSON object', text: ['{"a":1,"history":[', json, ',', '],"b":{}}'] },
    { name: 'JSON lines', text: ['', json, '\n', ''] },
  ])('$name', async ({ text }) => {
    const before = process.memoryUsage().heapUsed;
    let count = 0;
    let growth = 0;
    for await (const event of readEvents(document(...text))) {
      count += event.process === 0 ? 1 : 0;
      if (count % 5000 !== 0) continue;
      growth = Math.max(growth, process.memoryUsage().heapUsed - before);
    }
    expect(count).toBe(EVENTS + 1);
    expect(growth).toBeLessThan(GROWTH_MAX_BYTES);
  });
});
