/**
 * Words of the commands that reports print for a reader to copy: a name of a file can hold what a
 * shell would run.
 */

const PLAIN = /^[\w./@-]+$/;

/**
 * `path` as one word of a POSIX shell, that no command takes for an option. It must be on one line
 * already, as `escapeText` makes it.
 */
export function shellWord(path: string): string {
  const safe = path.startsWith('-') ? `./${path}` : path;
  return PLAIN.test(safe) ? safe : `'${safe.replaceAll("'", `'\\''`)}'`;
}
