/**
 * What a recorder cannot do, as its user has to hear it.
 */

/** Thrown for calls and answers that no history can hold; the message names the call. */
export class RecorderError extends Error {
  override readonly name = 'RecorderError';
}

/** What a call rejects with that had no answer within `timeoutMs`; it is recorded as `info`. */
export class RecorderTimeoutError extends Error {
  override readonly name = 'RecorderTimeoutError';
}
