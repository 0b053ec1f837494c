/**
 * Whose keys are whose: one key does one thing, and what has the focus and can use it goes first.
 */

const SCROLLING = /^(Arrow|Page|Home$|End$)/;

/** Whether a key is free for what listens on the whole page. */
export function isFreeKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  const { target } = event;
  if (!(target instanceof Element)) return true;
  if (target.closest('input, textarea, select, [data-keys]') !== null) return false;
  return !SCROLLING.test(event.key) || target.closest('pre, .scroll:not([data-steps])') === null;
}
