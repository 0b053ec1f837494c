/**
 * Plain texts of a history by their bytes: names of fields, functions and values repeat from line
 * to line, and a text that was seen before is found without making a string. Texts of up to eight
 * bytes are two 32-bit words, which are compared at once; longer ones are compared byte by byte.
 * Plain means printable ASCII without quotes and backslashes: what stands in a file as it is.
 */

/** Texts longer than this are not looked up. */
export const TEXT_BYTES_MAX = 256;

/** Answered for what is not plain or too long. */
export const NO_TEXT = -1;

const SHORT_BYTES_MAX = 8;
const SLOTS_MIN = 256;
const MASKS = Int32Array.of(0, 0xff, 0xffff, 0xffffff, -1);

/** Of a slot for a short text: its first four bytes, its last, its length, its number plus 1. */
const WORDS = 4;

/** Numbers for texts, from 0 in the order in which they were first seen. */
export class TextTable {
  readonly texts: string[] = [];
  /** Short texts by the hash of their words; a length of zero words is an empty slot. */
  #short = new Int32Array(WORDS * SLOTS_MIN);
  #shortMask = SLOTS_MIN - 1;
  #shortCount = 0;
  /** Numbers of long texts plus 1, by their hash. */
  #long = new Int32Array(SLOTS_MIN);
  #longCount = 0;
  /** Hashes of long texts, by their number. */
  readonly #hashes: number[] = [];

  /** Starts with these texts, each of them plain. */
  constructor(texts: readonly string[]) {
    for (const text of texts) {
      const bytes = new Uint8Array(text.length + SHORT_BYTES_MAX);
      for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
      this.find(bytes, new DataView(bytes.buffer), 0, text.length);
    }
  }

  /**
   * The number of the text between two positions. Eight bytes from `start` on must be there, and
   * `view` must be of the same bytes.
   */
  find(bytes: Uint8Array, view: DataView, start: number, end: number): number {
    const length = end - start;
    if (length > SHORT_BYTES_MAX) return this.#findLong(bytes, start, end);
    const low = view.getInt32(start, true);
    if (length <= 4) return this.findWords(bytes, start, length, low & MASKS[length]!, 0);
    const high = view.getInt32(start + 4, true) & MASKS[length - 4]!;
    return this.findWords(bytes, start, length, low, high);
  }

  /** The number of a text of at most eight bytes, given as two words as well. */
  findWords(bytes: Uint8Array, start: number, length: number, low: number, high: number): number {
    const slots = this.#short;
    const mask = this.#shortMask;
    for (let place = hashOf(low, high) & mask; ; place = (place + 1) & mask) {
      const slot = WORDS * place;
      // A zero byte at the end does not show in the words.
      if (slots[slot] === low && slots[slot + 1] === high && slots[slot + 2] === length) {
        if (slots[slot + 3] !== 0) return slots[slot + 3]! - 1;
      }
      if (slots[slot + 3] === 0) return this.#addShort(bytes, start, length, low, high);
    }
  }

  #addShort(bytes: Uint8Array, start: number, length: number, low: number, high: number): number {
    const text = this.#add(bytes, start, start + length);
    if (text < 0) return text;
    if (2 * ++this.#shortCount > this.#shortMask) this.#growShort();
    insertShort(this.#short, low, high, length, text + 1);
    return text;
  }

  #growShort(): void {
    const before = this.#short;
    this.#short = new Int32Array(2 * before.length);
    this.#shortMask = 2 * this.#shortMask + 1;
    for (let slot = 0; slot < before.length; slot += WORDS) {
      const [low, high, length, entry] = before.subarray(slot, slot + WORDS) as unknown as Slot;
      if (entry !== 0) insertShort(this.#short, low, high, length, entry);
    }
  }

  #findLong(bytes: Uint8Array, start: number, end: number): number {
    if (end - start > TEXT_BYTES_MAX) return NO_TEXT;
    let hash = 0;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
    hash = hashOf(hash, end - start);
    const slots = this.#long;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const text = slots[slot]! - 1;
      if (text < 0) return this.#addLong(bytes, start, end, hash);
      if (this.#hashes[text] === hash && isAt(this.texts[text]!, bytes, start, end)) return text;
    }
  }

  #addLong(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const text = this.#add(bytes, start, end);
    if (text < 0) return text;
    this.#hashes[text] = hash;
    if (2 * ++this.#longCount > this.#long.length) {
      const before = this.#long;
      this.#long = new Int32Array(2 * before.length);
      for (const entry of before) {
        if (entry > 0) insertLong(this.#long, this.#hashes[entry - 1]!, entry);
      }
    }
    insertLong(this.#long, hash, text + 1);
    return text;
  }

  #add(bytes: Uint8Array, start: number, end: number): number {
    for (let at = start; at < end; at++) {
      const byte = bytes[at]!;
      if (byte < 32 || byte > 126 || byte === 34 || byte === 92) return NO_TEXT;
    }
    this.#hashes.push(0);
    // Not letter by letter: that would leave a chain of strings behind.
    return this.texts.push(String.fromCharCode(...bytes.subarray(start, end))) - 1;
  }
}

type Slot = readonly [low: number, high: number, length: number, entry: number];

function insertShort(slots: Int32Array, ...slot: Slot): void {
  const mask = slots.length / WORDS - 1;
  let place = hashOf(slot[0], slot[1]) & mask;
  while (slots[WORDS * place + 3] !== 0) place = (place + 1) & mask;
  slots.set(slot, WORDS * place);
}

function insertLong(slots: Int32Array, hash: number, entry: number): void {
  const mask = slots.length - 1;
  let slot = hash & mask;
  while (slots[slot] !== 0) slot = (slot + 1) & mask;
  slots[slot] = entry;
}

function hashOf(low: number, high: number): number {
  const mixed = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

function isAt(text: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) !== bytes[start + at]) return false;
  }
  return true;
}
