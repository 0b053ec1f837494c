/**
 * The one assertion of the house: what must hold in the kernel, the shrinker and the checkers
 * whatever the input. A failure is a defect of Skerry, never of the user's history or system; user
 * mistakes get errors of their own.
 */

/** Thrown when Skerry itself is wrong; the CLI answers it with exit code 70. */
class InternalError extends Error {
  override readonly name = 'InternalError';
}

/** Throws {@link InternalError} with `message` unless `condition` holds. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InternalError(`${message} (a defect of skerry, please report it)`);
}
