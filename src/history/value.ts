/**
 * Values: what operations carry. JSON values, and what EDN has beyond them: big integers, keywords,
 * symbols, characters, sets, maps with any key, tagged values, and floats that look like integers
 * (`1.0`).
 *
 * Integers are numbers up to 2^53 and big integers beyond; a codec never hands out a bigint that
 * fits a number, so one integer has one form. A number that is not an integer is a float; an
 * integral float the source kept apart from the integer is a {@link Float}. Maps are `Map`s from
 * EDN and plain objects from JSON: equal when their entries are.
 */

/** `:name` or `:namespace/name`; never equal to a string. */
export class Keyword {
  constructor(readonly name: string) {}
}

/** A bare EDN symbol, such as `clojure.lang.AFn`. */
export class EdnSymbol {
  constructor(readonly name: string) {}
}

/** An EDN character, such as `\a`; `text` is one Unicode code point. */
export class Character {
  constructor(readonly text: string) {}
}

/**
 * A float with an integral value (`1.0`, `-0.0`, `1e300`), which JavaScript alone could not tell
 * from an integer.
 */
export class Float {
  constructor(readonly value: number) {}
}

/** An exact number JavaScript has no type for: `1.50M` or `1/3`, kept as its source text. */
export class ExactNumber {
  constructor(readonly text: string) {}
}

/** `#tag value`. */
export class Tagged {
  constructor(
    readonly tag: string,
    readonly value: Value,
  ) {}
}

/** Anything an operation may carry. */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Keyword
  | EdnSymbol
  | Character
  | Float
  | ExactNumber
  | Tagged
  | readonly Value[]
  | ReadonlySet<Value>
  | ReadonlyMap<Value, Value>
  | { readonly [key: string]: Value };
