/**
 * What data types are told of switches.
 */

/** Names of the switches that are on. */
export type Bugs = ReadonlySet<string>;
