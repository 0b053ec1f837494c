/**
 * What `skerry list faults` says of a kind of fault.
 */

/** One kind of fault in words. */
export interface FaultInfo {
  /** One line: what it does. */
  readonly summary: string;
  /** The assumption it breaks, as introductions to distributed systems name it. */
  readonly notion: string;
  /** Its own fields, beside id, atUs and forUs: name, unit or choices, and meaning. */
  readonly parameters: Readonly<Record<string, string>>;
}
