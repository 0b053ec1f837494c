/**
 * The raw trace, with a filter; only the lines in sight are in the document.
 */

import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { TraceSection } from '../../report/page/page-data.js';

const LINE_HEIGHT = 19;
const SHOWN_MAX = 22;
const MARGIN = 12;
/** Nobody reads more on paper. */
const PRINTED_MAX = 400;

/** All that happened, line by line. */
export function TracePanel({ section }: { readonly section: TraceSection }): VNode {
  const { lines, isCut } = section;
  const [wanted, setWanted] = useState('');
  const [top, setTop] = useState(0);
  const found = useMemo(() => {
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
    return [...lines.entries()].filter(([, line]) => {
      const text = line.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }, [lines, wanted]);
  const isPrinted = usePrinting();
  const first = isPrinted ? 0 : Math.max(0, Math.floor(top / LINE_HEIGHT) - MARGIN);
  const shown = found.slice(first, first + (isPrinted ? PRINTED_MAX : SHOWN_MAX + 2 * MARGIN));
  const count = (number: number): string => number.toLocaleString('en');
  return (
    <>
      <div class="controls">
        <label>
          Filter{' '}
          <input
            type="search"
            value={wanted}
            placeholder="n0 deliver"
            onInput={({ currentTarget }) => {
              setWanted(currentTarget.value);
              setTop(0);
            }}
          />
        </label>
        <span role="status">{`${count(found.length)} of ${count(lines.length)} lines`}</span>
      </div>
      <div
        class="trace-lines"
        tabIndex={0}
        role="group"
        aria-label="Lines of the trace"
        style={{ height: `${Math.min(found.length, SHOWN_MAX) * LINE_HEIGHT + 12}px` }}
        onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}
      >
        <div style={{ height: `${found.length * LINE_HEIGHT}px` }}>
          <ol style={{ transform: `translateY(${first * LINE_HEIGHT}px)` }}>
            {shown.map(([at, line]) => (
              <li key={at}>
                <span class="number">{at + 1}</span>
                {line}
              </li>
            ))}
          </ol>
        </div>
      </div>
      {isCut ? <p class="note">What came after is not kept.</p> : null}
    </>
  );
}

/** Whether the page is being printed. */
function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const print = matchMedia('print');
    const onChange = (): void => setPrinting(print.matches);
    print.addEventListener('change', onChange);
    return () => print.removeEventListener('change', onChange);
  }, []);
  return isPrinting;
}
