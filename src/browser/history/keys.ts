/**
 * The keys of a history: what each does, wherever on the page the reader is. Keys that scroll the
 * page do so, unless the drawing has the focus.
 */

import { useEffect } from 'preact/hooks';
import { isFreeKey } from '../keys.js';

/** What a key asks for. */
export type Wish =
  | { readonly kind: 'move'; readonly share: number }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  | { readonly kind: 'end'; readonly at: 'first' | 'last' }
  | { readonly kind: 'anomaly' };

const WISHES: Readonly<Record<string, Wish>> = {
  ArrowLeft: { kind: 'move', share: -0.25 },
  ArrowRight: { kind: 'move', share: 0.25 },
  PageUp: { kind: 'move', share: -0.9 },
  PageDown: { kind: 'move', share: 0.9 },
  Home: { kind: 'end', at: 'first' },
  End: { kind: 'end', at: 'last' },
  '+': { kind: 'zoom', factor: 0.5 },
  '=': { kind: 'zoom', factor: 0.5 },
  '-': { kind: 'zoom', factor: 2 },
  j: { kind: 'step', by: 1 },
  k: { kind: 'step', by: -1 },
  e: { kind: 'anomaly' },
};

/** These scroll the page where the drawing has no focus. */
const SCROLLING = new Set(['PageUp', 'PageDown', 'Home', 'End']);

/** Calls `act` for each wish; another drawing on the page that steps through a story goes first. */
export function useHistoryKeys(
  drawing: { readonly current: HTMLElement | null },
  act: (wish: Wish) => void,
): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isFreeKey(event)) return;
      const wish = WISHES[event.key];
      const { target } = event;
      if (wish === undefined || !(target instanceof Element)) return;
      const isOwn = drawing.current?.contains(target) === true;
      if (!isOwn) {
        const isElsewhere =
          target.closest('[role=application], .scroll, pre') !== null ||
          document.querySelector('.section.story') !== null;
        if (isElsewhere || SCROLLING.has(event.key)) return;
      }
      event.preventDefault();
      act(wish);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [drawing, act]);
}
