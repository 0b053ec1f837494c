/**
 * The operation that the reader looks at: sentences, drawings and tables all point to operations by
 * number, and all show which of them is in focus.
 */

import { createContext, type ComponentChildren, type VNode } from 'preact';
import { useContext, useMemo, useState } from 'preact/hooks';

/** What is in focus, and how to change it. */
export interface Focus {
  /** Number of the operation, from 1. */
  readonly operation: number | undefined;
  /** Focuses an operation, or none; `scroll` brings the drawing that shows it into sight. */
  readonly focus: (operation: number | undefined, options?: { readonly scroll: boolean }) => void;
  /** Grows with every wish to see the drawing. */
  readonly scrolls: number;
}

const FocusContext = createContext<Focus>({
  operation: undefined,
  focus: () => {},
  scrolls: 0,
});

/** Shares the focus among all that is below it. */
export function FocusProvider({ children }: { readonly children: ComponentChildren }): VNode {
  const [operation, setOperation] = useState<number | undefined>(undefined);
  const [scrolls, setScrolls] = useState(0);
  const value = useMemo<Focus>(
    () => ({
      operation,
      scrolls,
      focus: (wanted, options) => {
        setOperation(wanted);
        if (options?.scroll === true) setScrolls((count) => count + 1);
      },
    }),
    [operation, scrolls],
  );
  return <FocusContext.Provider value={value}>{children}</FocusContext.Provider>;
}

/** The focus that all sections of a page share. */
export function useFocus(): Focus {
  return useContext(FocusContext);
}
