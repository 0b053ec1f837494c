/**
 * A module that takes something of the host when it is loaded, as libraries do.
 */

/** Whoever's dice they are. */
export const draw: () => number = Math.random;
