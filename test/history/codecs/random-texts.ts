/**
 * Random histories as texts, with all that a line may hold: fields in any order, blanks, unknown
 * fields, values plain and strange. Most are well-formed and pair up; some are not.
 */

import type { Random } from '../../checkers/oracle/random.js';
import type { DecodeOptions } from '../../../src/history/codecs/decode.js';

/** The formats with a quick way. */
export type LineFormat = 'jsonl' | 'operations' | 'edn';

/** A text, and how it is to be read. */
export interface RandomText {
  readonly text: string;
  readonly options: DecodeOptions;
}

const JSON_VALUES = [
  ...String.raw`0 | 1 | 2 | 17 | 123456789 | 1073741823 | 1073741824 | 4294967296 | -1 | -7
    | 999999999999999 | 1234567890123456 | 12345678901234567890 | -12345678901234567890
    | 1.5 | -0.0 | 1.0 | 1e3 | 0.1 | null | true | false | "" | "a" | "value" | "ok" | "abcdefgh"
    | "abcdefghi" | "a longer text of several words" | "é" | "\u00e9" | "a\"b" | "\ud800"
    | [1,2] | [ 1 , 2 ] | [2,1] | [1,null] | ["a",3] | [1,[2,3]] | [[1,2],3] | [] | [1] | [-1,1]
    | [1,2,3] | {"a":1} | {"b":2,"a":1} | {"a":1,"b":2}`.split(/\s+\|\s/),
  '"x\u2028"',
];

const EDN_VALUES = String.raw`0 | 1 | 2 | 17 | 123456789 | 1073741823 | 1073741824 | 4294967296 | -1
  | -7 | +3 | 999999999999999 | 1234567890123456 | 12345678901234567890N | 017 | 0x1F | 1/3 | 1.5M
  | 1.5 | -0.0 | 1.0 | 1e3 | nil | true | false | "" | "a" | "value" | "ok" | a | é | "abcdefgh"
  | "abcdefghi" | "a longer text, of words" | "é" | "\u00e9" | "a\"b" | \a | nil:a | true:b
  | [1 2] | [ 1 , 2 ] | [2 1] | [1 nil] | ["a" 3] | [1 [2 3]] | [[1 2] 3] | [] | [1] | [:a :b]
  | [1 2 3] | {:a 1} | {:b 2, :a 1} | #{1 2} | (1 2) | :a | :ok | :a/b | #t 1 | ##NaN`.split(
  /\s+\|\s/,
);

/** A text in `format`. */
export function randomText(random: Random, format: LineFormat): RandomText {
  const writer = new Writer(random, format);
  const independent = random.chance(0.25);
  const missing = random.chance(0.1) ? { missing: { f: 'read', process: random.below(3) } } : {};
  const lines =
    format === 'operations' ? writer.operations(independent) : writer.events(independent);
  const end = random.chance(0.1) ? '\r\n' : '\n';
  const mark = random.chance(0.03) ? '\uFEFF' : '';
  const text = mark + lines.join(end) + (random.chance(0.8) ? end : '');
  return {
    text,
    options: {
      ...(random.chance(0.3) ? {} : { format }),
      ...(random.chance(0.5) ? {} : { file: 'a file' }),
      ...(independent ? { independent } : {}),
      ...missing,
    },
  };
}

class Writer {
  readonly #random: Random;
  readonly #isEdn: boolean;
  /** How strange values and fields are in this text. */
  readonly #strangeness: number;
  readonly #isTagged: boolean;
  #index = 0;
  #time: bigint;

  constructor(random: Random, format: LineFormat) {
    this.#random = random;
    this.#isEdn = format === 'edn';
    this.#strangeness = random.pick([0, 0.02, 0.3]);
    this.#isTagged = this.#isEdn && random.chance(0.2);
    this.#time = random.pick([0n, 1_000_000n, 9_007_199_254_740_990n, 1_700_000_000_000_000_000n]);
  }

  events(independent: boolean): string[] {
    const random = this.#random;
    const pending: (readonly [string, string] | undefined)[] = [];
    const hasIndex = random.chance(0.3);
    const hasTime = random.chance(0.3);
    return this.#lines(() => {
      const process = random.below(4);
      if (random.chance(0.05)) {
        return this.#map([
          ['type', this.#word(random.pick(['invoke', 'info']))],
          ['process', this.#word('nemesis')],
          ['f', this.#word('partition')],
          ['value', this.#value(false)],
        ]);
      }
      let before = pending[process];
      if (random.chance(this.#strangeness / 20))
        before = before === undefined ? ['1', '2'] : undefined;
      const f = before?.[0] ?? this.#word(random.pick(['read', 'write', 'cas', 'compare-and-set']));
      const key =
        before?.[1] ?? random.pick(this.#isEdn ? ['1', ':k', '"k"'] : ['1', '"k"', '[1,2]']);
      const type = before === undefined ? 'invoke' : random.pick(['ok', 'ok', 'fail', 'info']);
      pending[process] = before === undefined ? [f, key] : undefined;
      const fields: (readonly [string, string])[] = [
        ['type', this.#word(type)],
        ['process', String(process)],
        ['f', f],
      ];
      if (random.chance(0.9)) fields.push(['value', this.#value(independent, key)]);
      if (random.chance(0.1)) fields.push(['key', random.chance(0.95) ? key : this.#value(false)]);
      if (type !== 'ok' && random.chance(0.5)) fields.push(['error', this.#value(false)]);
      if (hasIndex && random.chance(0.95)) fields.push(['index', String(this.#nextIndex())]);
      if (hasTime && random.chance(0.95)) fields.push(['time', String(this.#tick())]);
      return this.#map(fields);
    });
  }

  operations(independent: boolean): string[] {
    const random = this.#random;
    const free = [0n, 0n, 0n, 0n].map(() => this.#time);
    const coarse = random.chance(0.3);
    return this.#lines(() => {
      const process = random.below(4);
      const key = random.pick(['1', '"k"']);
      const step = (): bigint => BigInt(random.below(coarse ? 3 : 1000) + (coarse ? 0 : 1));
      const call = free[process]! + step();
      const returned = call + step();
      free[process] = random.chance(0.02) ? call : returned;
      const isOpen = random.chance(0.1);
      const fields: (readonly [string, string])[] = [
        ['process', random.chance(0.03) ? '"nemesis"' : String(process)],
        ['f', random.pick(['"read"', '"write"', '"cas"'])],
        ['value', this.#value(independent, key)],
        ['call', String(call)],
      ];
      if (random.chance(0.8)) fields.push(['output', this.#value(independent, key)]);
      if (!isOpen || random.chance(0.5))
        fields.push(['return', isOpen ? 'null' : String(returned)]);
      if (isOpen && random.chance(0.5)) fields.push(['type', '"info"']);
      if (!isOpen && random.chance(0.5)) {
        fields.push(['type', random.pick(['"ok"', '"fail"', '"info"', 'null'])]);
      }
      if (random.chance(0.1)) fields.push(['key', key]);
      if (random.chance(0.1)) fields.push(['error', this.#value(false)]);
      return this.#map(fields);
    });
  }

  #lines(line: () => string): string[] {
    const random = this.#random;
    return Array.from({ length: 1 + random.below(30) }, () => {
      if (!random.chance(this.#strangeness / 10)) return line();
      const odd = this.#isEdn
        ? [`${line()} ${line()}`, '; a comment', '#_{:a 1}', `[${line()}]`]
        : [];
      return random.pick(['', ' \t', `${line()} `, ` ${line()}`, ...odd]);
    });
  }

  #map(all: readonly (readonly [string, string])[]): string {
    const random = this.#random;
    const fields = all.slice();
    if (random.chance(this.#strangeness)) {
      fields.push([random.pick(['node', 'clock-offset', 'é', 'a', 'call']), this.#value(false)]);
    }
    if (random.chance(this.#strangeness / 5))
      fields.push(['n', '"x"'], ['m', '1.25'], ['time', '-1']);
    if (random.chance(this.#strangeness / 10)) fields.splice(random.below(fields.length), 1);
    if (random.chance(this.#strangeness / 20)) fields.push(random.pick(fields));
    if (random.chance(0.5)) fields.sort(() => random.below(3) - 1);
    const isLoose = random.chance(0.2);
    const blank = (): string => (isLoose ? random.pick(['', ' ', '  ', '\t']) : '');
    const written = fields.map(([name, value]) => {
      if (!this.#isEdn) return `${blank()}"${name}"${blank()}:${blank()}${value}${blank()}`;
      const key = random.chance(0.02) ? `"${name}"` : `:${name}`;
      return `${blank()}${key} ${blank()}${value}${blank()}`;
    });
    const tag = this.#isTagged ? '#jepsen.history.Op' : '';
    const separator = this.#isEdn ? random.pick([', ', ' ', ',']) : ',';
    return `${blank()}${tag}{${written.join(separator)}}${blank()}`;
  }

  #word(text: string): string {
    return this.#isEdn && this.#random.chance(0.95) ? `:${text}` : `"${text}"`;
  }

  #value(independent: boolean, key: string = '1'): string {
    const random = this.#random;
    const isStrange = random.chance(this.#strangeness);
    const pool = this.#isEdn ? EDN_VALUES : JSON_VALUES;
    const none = this.#isEdn ? 'nil' : 'null';
    const plain = random.pick(['0', '1', '2', '3', none, this.#isEdn ? '[1 2]' : '[1,2]']);
    const value = isStrange ? random.pick(pool) : plain;
    if (!independent || random.chance(0.03)) return value;
    return this.#isEdn ? `[${key} ${value}]` : `[${key}, ${value}]`;
  }

  #nextIndex(): number {
    const random = this.#random;
    if (random.chance(0.02)) return -1;
    this.#index += random.chance(0.01) ? -1 : random.below(3);
    return Math.max(this.#index, 0);
  }

  #tick(): bigint {
    this.#time += BigInt(this.#random.below(1000));
    return this.#time;
  }
}
