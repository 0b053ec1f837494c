/**
 * How wide an element is, also when the window changes.
 */

import { useLayoutEffect, useState } from 'preact/hooks';

/** Its width in pixels; `usual` until it is known. */
export function useElementWidth(
  ref: { readonly current: HTMLElement | null },
  usual: number,
): number {
  const [width, setWidth] = useState(usual);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const measure = (): void => setWidth(Math.max(1, Math.floor(element.clientWidth)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}
