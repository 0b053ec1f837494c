/**
 * One keyword object a name, found without cutting the name out of the text: keywords are most of
 * what a history holds, and reading takes half the time so.
 */

import { Keyword } from '../value.js';
import { classOf, isKeywordName, TOKEN } from './edn-syntax.js';

/** Slots of the quick table; a power of two. */
const SLOTS = 1024;

const KEYWORDS_MAX = 4096;

/** Interns the keywords of a text. */
export class KeywordTable {
  /** Where the last keyword ended. */
  end = 0;
  readonly #slots: (Keyword | undefined)[] = new Array<Keyword | undefined>(SLOTS).fill(undefined);
  readonly #all = new Map<string, Keyword>();

  /** The keyword whose name starts at `start`; `undefined` when none does. */
  read(text: string, start: number): Keyword | undefined {
    let at = start;
    let hash = 0;
    for (let code = text.charCodeAt(at); classOf(code) === TOKEN; code = text.charCodeAt(++at)) {
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    this.end = at;
    const slot = hash & (SLOTS - 1);
    const quick = this.#slots[slot];
    if (quick !== undefined && quick.name.length === at - start) {
      if (text.startsWith(quick.name, start)) return quick;
    }
    const name = text.slice(start, at);
    let keyword = this.#all.get(name);
    if (keyword === undefined) {
      if (!isKeywordName(name)) return undefined;
      keyword = new Keyword(detached(name));
      this.#all.set(keyword.name, keyword);
    }
    this.#slots[slot] = keyword;
    return keyword;
  }

  /**
   * Forgets the names when there are many; between two forms only, for within one they are told
   * apart by identity.
   */
  trim(): void {
    if (this.#all.size <= KEYWORDS_MAX) return;
    this.#all.clear();
    this.#slots.fill(undefined);
  }
}

/**
 * The same text as a string of its own: one cut out of a chunk would keep the whole chunk in
 * memory, and would be compared letter by letter. Property names are never such cuts.
 */
function detached(name: string): string {
  return Object.keys({ [name]: true })[0] ?? name;
}
