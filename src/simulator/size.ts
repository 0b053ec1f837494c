/**
 * How many bytes a message takes on the wire: the length of its plain data as compact JSON, without
 * building it.
 */

/** Punctuation around an entry: a colon and a comma. */
const SEPARATORS = 2;
const QUOTES = 2;

/**
 * Size in bytes of plain data as JSON, one byte a UTF-16 unit; what JSON cannot say takes four.
 * Linear; nesting is limited by the stack, as the data's own maker was.
 */
export function sizeOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return value.length + QUOTES;
    case 'number':
    case 'bigint':
      return String(value).length;
    case 'boolean':
      return value ? 4 : 5;
    case 'object':
      return value === null ? 4 : sizeOfObject(value);
    default:
      return 4;
  }
}

function sizeOfObject(value: object): number {
  let size = QUOTES;
  if (Array.isArray(value)) {
    for (const item of value) size += sizeOf(item) + 1;
    return size;
  }
  for (const [name, item] of Object.entries(value)) {
    size += name.length + QUOTES + SEPARATORS + sizeOf(item);
  }
  return size;
}
