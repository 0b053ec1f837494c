/**
 * Exit codes: what CI acts on. In a campaign 70 beats 1 beats 2 beats 0.
 */

/** The exit codes by name. */
export const EXIT = {
  /** Legal, or nothing found. */
  ok: 0,
  /** A violation. */
  violation: 1,
  /** Unknown, or a campaign that tested nothing. */
  unknown: 2,
  /** Wrong use of the command line. */
  usage: 64,
  /** A file that is not what it should be. */
  badInput: 65,
  /** A defect of skerry, or anything uncaught. */
  internal: 70,
  /** Interrupted by the user; what was found is saved. */
  interrupted: 130,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Thrown by commands for mistakes of the caller; the message is all the user sees. */
export class CommandError extends Error {
  override readonly name = 'CommandError';

  constructor(
    message: string,
    readonly exitCode: ExitCode,
  ) {
    super(message);
  }
}

/** A mistake on the command line. */
export function usageError(message: string): CommandError {
  return new CommandError(message, EXIT.usage);
}
