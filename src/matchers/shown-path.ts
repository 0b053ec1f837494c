/**
 * Paths in messages: the same on every machine, where the place allows it.
 */

import { isAbsolute, relative, sep } from 'node:path';

/** `path` from the working directory and with slashes; absolute only when it lies outside. */
export function shownPath(path: string): string {
  const inside = relative(process.cwd(), path);
  const isOutside = inside === '' || inside.startsWith('..') || isAbsolute(inside);
  return (isOutside ? path : inside).split(sep).join('/');
}
