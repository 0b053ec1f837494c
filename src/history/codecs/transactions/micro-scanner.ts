/**
 * Reads the micro-operations of a line from its bytes: plain ones, whose values `ByteLexer` knows.
 * A list that was read is compared with the bytes of another of its key, and only what is new in it
 * is read.
 */

import { NULL_CODE } from '../../columns/value-table.js';
import type { ValueTable } from '../../columns/value-table.js';
import { MicroList } from '../../transactions/micro-list.js';
import { microFunctionOf } from '../../transactions/micro-values.js';
import { MICRO } from '../../transactions/transaction-columns.js';
import type { TransactionBuilder } from '../../transactions/transaction-builder.js';
import { ByteLexer, REFUSED, wordOf } from '../columnar/byte-lexer.js';
import type { ValueReader } from '../columnar/record-scanner.js';
import { SpelledLists } from './spelled-lists.js';

const OPENING = 91;
const CLOSING = 93;
const COMMA = 44;
const QUOTE = 34;
const COLON = 58;

const BLANKS = { json: [9, 13, 32], edn: [9, 11, 12, 13, 28, 29, 30, 31, 32, COMMA] } as const;

/** The usual ways to begin a micro-operation. */
const JSON_READ = wordOf('"r",');
const JSON_WRITE = wordOf('"w",');
const JSON_APPEND = [wordOf('"app'), wordOf('end"')] as const;
const EDN_READ = wordOf(':r \0');
const EDN_WRITE = wordOf(':w \0');
const EDN_APPEND = [wordOf(':app'), wordOf('end ')] as const;
const THREE_BYTES = 0xffffff;

/** Linear, but for the plain bytes of lists, which are compared four at a time. */
export class MicroScanner extends ByteLexer implements ValueReader {
  /** What the last value listed, if it {@link isList}. */
  readonly micros: MicroList = new MicroList();
  isList = false;
  /** Whether the last value was null. */
  isNull = false;
  readonly #isBlank = new Uint8Array(256);
  readonly #lists = new SpelledLists();
  #builder: TransactionBuilder | undefined;
  #isRegister = false;
  /** Functions of micro-operations by the numbers of texts; -1 for what is none. */
  readonly #functions: number[] = [];

  constructor(syntax: 'json' | 'edn', values: ValueTable) {
    super(syntax, values);
    for (const byte of BLANKS[syntax]) this.#isBlank[byte] = 1;
  }

  /** Reads in the numbers of this builder from now on; without one, all is refused. */
  begin(builder: TransactionBuilder): void {
    this.#builder = builder;
    this.#isRegister = builder.kind === 'rw-register';
  }

  read(at: number): number {
    if (this.#builder === undefined) return -1;
    if (this.bytes[at] === OPENING) {
      this.isList = true;
      this.isNull = false;
      return this.#readMicros(at + 1);
    }
    const code = this.readScalar(at);
    this.isList = false;
    this.isNull = code === NULL_CODE;
    return code === REFUSED ? -1 : this.at;
  }

  protected override passBlanks(at: number): number {
    let end = at;
    while (this.#isBlank[this.bytes[end]!] === 1) end++;
    return end;
  }

  protected override passSeparator(at: number): number {
    const end = this.passBlanks(at);
    if (this.isEdn) return end;
    return this.bytes[end] === COMMA ? this.passBlanks(end + 1) : -1;
  }

  #readMicros(start: number): number {
    const { bytes } = this;
    this.micros.clear();
    let at = this.passBlanks(start);
    if (bytes[at] === CLOSING) return at + 1;
    for (;;) {
      at = this.#readMicro(at);
      if (at < 0) return -1;
      if (bytes[at] !== CLOSING) at = this.passBlanks(at);
      if (bytes[at] === CLOSING) return at + 1;
      at = this.passSeparator(at);
      if (at < 0) return -1;
    }
  }

  /** Reads one micro-operation; the position behind it, -1 where it is not plain. */
  #readMicro(start: number): number {
    const { bytes } = this;
    if (bytes[start] !== OPENING) return -1;
    const f = this.#readFunction(start + 1);
    if (f < 0) return -1;
    const code = this.readWhole(this.at);
    if (code === REFUSED || code === NULL_CODE) return -1;
    const key = this.#builder!.keyOf(code);
    let at = this.at;
    if (bytes[at] !== CLOSING) at = this.passBlanks(at);
    let value: number;
    if (bytes[at] === CLOSING) {
      if (f === MICRO.write) return -1;
      value = this.#isRegister ? NULL_CODE : this.#builder!.rootOf(key);
    } else {
      at = this.passSeparator(at);
      if (at < 0) return -1;
      value = this.#readMicroValue(at, f, key);
      if (value === REFUSED) return -1;
      at = this.at;
      if (bytes[at] !== CLOSING) at = this.passBlanks(at);
      if (bytes[at] !== CLOSING) return -1;
    }
    this.micros.add(f, key, value);
    return at + 1;
  }

  /** Reads a function and what parts it from the key. */
  #readFunction(start: number): number {
    const word = this.view.getInt32(start, true);
    if (this.isEdn) {
      const short = word & THREE_BYTES;
      if (short === EDN_READ) return this.#passFunction(start + 3, MICRO.read);
      if (short === EDN_WRITE && this.#isRegister)
        return this.#passFunction(start + 3, MICRO.write);
    } else {
      if (word === JSON_READ) return this.#passFunction(start + 4, MICRO.read);
      if (word === JSON_WRITE && this.#isRegister)
        return this.#passFunction(start + 4, MICRO.write);
    }
    const [first, second] = this.isEdn ? EDN_APPEND : JSON_APPEND;
    if (word === first && this.view.getInt32(start + 4, true) === second && !this.#isRegister) {
      const end = this.isEdn ? start + 8 : this.passSeparator(start + 8);
      return end < 0 ? -1 : this.#passFunction(end, MICRO.write);
    }
    return this.#readAnyFunction(this.passBlanks(start));
  }

  #passFunction(end: number, f: number): number {
    this.at = this.#isBlank[this.bytes[end]!] === 1 ? this.passBlanks(end) : end;
    return f;
  }

  #readAnyFunction(at: number): number {
    const byte = this.bytes[at];
    let text = -1;
    if (byte === QUOTE) text = this.readString(at + 1);
    else if (byte === COLON && this.isEdn) text = this.readKeyword(at + 1);
    if (text < 0) return -1;
    const f = (this.#functions[text] ??=
      microFunctionOf(this.#builder!.kind, this.texts.texts[text]!) ?? -1);
    this.at = this.passSeparator(this.at);
    return this.at < 0 ? -1 : f;
  }

  /** The code of what is written or read; of a list its node. */
  #readMicroValue(at: number, f: number, key: number): number {
    if (f === MICRO.write) {
      const code = this.readWhole(at);
      return code === NULL_CODE ? REFUSED : code;
    }
    if (this.#isRegister) return this.readWhole(at);
    if (this.bytes[at] === OPENING) return this.#readList(at + 1, key);
    return this.readNull(at) ? this.#builder!.rootOf(key) : REFUSED;
  }

  /** The node of the list whose first element begins here. */
  #readList(start: number, key: number): number {
    const { bytes } = this;
    const lists = this.#lists;
    lists.open(key);
    const same = lists.match(key, bytes, this.view, start);
    let count = lists.elementsWithin(key, same);
    let end = lists.endOf(key, count);
    const isWhole = end === same && bytes[start + same] === CLOSING;
    if (isWhole) {
      this.at = start + same + 1;
      return count === 0 ? this.#builder!.rootOf(key) : lists.nodeOf(key, count);
    }
    // `[1` is also the beginning of `[12`.
    if (count > 0 && !this.#isEnd(bytes[start + end]!)) end = lists.endOf(key, --count);
    const isNew = count === lists.countOf(key);
    const node = this.#readElements(start + end, key, count, isNew);
    const isLonger = node !== REFUSED && this.#builder!.lists.depth[node]! > lists.countOf(key);
    if (!isLonger) return node;
    // What is longer is more likely to be read again.
    lists.truncate(key, count);
    return this.#readElements(start + end, key, count, true);
  }

  #isEnd(byte: number): boolean {
    return byte === COMMA || byte === CLOSING || this.#isBlank[byte] === 1;
  }

  /** Reads elements up to the end of the list; the first `count` are those of the spelled list. */
  #readElements(start: number, key: number, count: number, isNew: boolean): number {
    const { bytes } = this;
    const { lists } = this.#builder!;
    let node = count === 0 ? this.#builder!.rootOf(key) : this.#lists.nodeOf(key, count);
    let at = start;
    for (let isFirst = count === 0; ; isFirst = false) {
      let next = bytes[at] === CLOSING ? at : this.passBlanks(at);
      if (bytes[next] === CLOSING) {
        this.at = next + 1;
        return node;
      }
      if (!isFirst) next = this.passSeparator(next);
      if (next < 0) return REFUSED;
      const code = this.readWhole(next);
      if (code === REFUSED) return REFUSED;
      node = lists.child(node, code);
      if (isNew) this.#lists.extend(key, bytes, at, this.at, node);
      at = this.at;
    }
  }
}
