/**
 * Whether an element has come into sight, or the page goes to paper: what costs time is drawn then.
 */

import { useEffect, useState } from 'preact/hooks';

/** `true` from the first time on. */
export function useInSight(ref: { readonly current: HTMLElement | null }): boolean {
  const [isInSight, setInSight] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null || isInSight) return undefined;
    const show = (): void => setInSight(true);
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) show();
      },
      { rootMargin: '200px' },
    );
    observer.observe(element);
    window.addEventListener('beforeprint', show);
    return () => {
      observer.disconnect();
      window.removeEventListener('beforeprint', show);
    };
  }, [ref, isInSight]);
  return isInSight;
}
