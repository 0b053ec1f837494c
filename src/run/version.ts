/**
 * The version of this package, read from its package.json so that it is written in one place.
 */

import { createRequire } from 'node:module';

/** Finds package.json from the sources and from dist alike. */
function readVersion(): string {
  const require = createRequire(import.meta.url);
  for (const path of ['../../package.json', '../../../package.json']) {
    try {
      const { name, version } = require(path) as { name: string; version: string };
      if (name === 'skerry') return version;
    } catch {
      // Not there: try the next place.
    }
  }
  return 'unknown';
}

/** Such as `0.1.0`. */
export const VERSION: string = readVersion();
