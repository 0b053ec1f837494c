/**
 * A recorded history of any length: what is in sight as bars on the lanes of the processes, and the
 * whole as a strip above, on which the anomaly is marked. Opens at the anomaly.
 */

import type { VNode } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { unpackHistory } from '../../report/page/history-columns.js';
import type { HistorySection } from '../../report/page/page-data.js';
import { useFocus } from '../focus.js';
import { Controls } from '../history/controls.js';
import { useElementWidth } from '../history/element-width.js';
import { HistoryIndex } from '../history/history-index.js';
import { useHistoryKeys, type Wish } from '../history/keys.js';
import { Lanes } from '../history/lanes.js';
import { Overview } from '../history/overview.js';
import { SightTable } from '../history/sight-table.js';
import { around, centred, firstStretch, moved, shows, zoomed } from '../history/stretch.js';
import type { Stretch } from '../history/stretch.js';
import { formatCount, sentenceAbout } from '../history/wording.js';
import '../styles/history.css';

const HELP =
  'Left and right arrows, Page Up and Page Down move; plus and minus zoom; j and k step through ' +
  'the operations; e shows the anomaly.';

/** So many operations are made ready at once; more in steps, after the page above is painted. */
const AT_ONCE_MAX = 20_000;
const STEPS = { unpack: 1, index: 2, draw: 3 } as const;

/** The history. */
export function HistoryPanel({ section }: { readonly section: HistorySection }): VNode {
  const { size } = section.columns;
  const step = useSteps(size > AT_ONCE_MAX ? 0 : STEPS.draw);
  const isUnpacked = step >= STEPS.unpack;
  const columns = useMemo(
    () => (isUnpacked ? unpackHistory(section.columns) : undefined),
    [section, isUnpacked],
  );
  const isIndexed = step >= STEPS.index;
  const index = useMemo(
    () => (isIndexed && columns !== undefined ? new HistoryIndex(section, columns) : undefined),
    [section, columns, isIndexed],
  );
  if (size === 0) return <p class="note">Nobody did anything.</p>;
  if (index === undefined || step < STEPS.draw) {
    return <p class="note">{`Reading ${formatCount(size)} operations …`}</p>;
  }
  return <History section={section} index={index} />;
}

/** Grows by one with each frame that was painted, up to the last step. */
function useSteps(first: number): number {
  const [step, setStep] = useState(first);
  useEffect(() => {
    if (step >= STEPS.draw) return undefined;
    // A frame is painted before the second callback comes.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setStep(step + 1));
    });
    return () => cancelAnimationFrame(frame);
  }, [step]);
  return step;
}

interface HistoryProps {
  readonly section: HistorySection;
  readonly index: HistoryIndex;
}

function History({ section, index }: HistoryProps): VNode {
  const frame = useRef<HTMLDivElement>(null);
  const width = useElementWidth(frame, 960);
  const { selected, stretch, select, move, act } = useSight(index, frame);
  const [byTime, setByTime] = useState(false);
  useHistoryKeys(frame, act);
  const size = index.columns.size;
  const lastNumber = index.columns.number[size - 1]!;
  const inSight = index.between(stretch.from, stretch.from + stretch.span).length;
  const unanswered = index.unansweredBefore(stretch.from);
  return (
    <div class="history-panel">
      <Controls
        act={act}
        onGo={(number) => select(index.placeOf(number) ?? size - 1)}
        hasAnomaly={index.offending !== undefined}
        hasTimes={index.columns.times !== undefined}
        byTime={byTime}
        onByTime={setByTime}
        last={lastNumber}
      />
      <div
        class="history-drawing"
        ref={frame}
        tabIndex={0}
        role="application"
        aria-label={`History of ${section.total} operations. ${HELP}`}
      >
        <Overview
          index={index}
          stretch={stretch}
          width={width}
          onGo={(rank) => move((now) => centred(index, now, rank))}
        />
        <Lanes
          section={section}
          index={index}
          stretch={stretch}
          width={width}
          byTime={byTime}
          selected={selected}
          onSelect={select}
        />
      </div>
      <p class="told" role="status">
        {selected === undefined ? '' : sentenceAbout(section, index, selected)}
      </p>
      <p class="note">
        {`${inSight} of ${formatCount(section.total)} operations in sight. `}
        {unanswered > 0 ? `${formatCount(unanswered)} began before and were never answered. ` : ''}
        {size < section.total
          ? `The page has ${formatCount(size)} of them: all around the anomaly, and of the ` +
            'others as many as fit, evenly spread.'
          : ''}
      </p>
      <Legend hasAnomaly={index.offending !== undefined} />
      <SightTable section={section} index={index} stretch={stretch} />
    </div>
  );
}

interface Sight {
  readonly selected: number | undefined;
  readonly stretch: Stretch;
  readonly select: (place: number) => void;
  readonly move: (change: (now: Stretch) => Stretch) => void;
  readonly act: (wish: Wish) => void;
}

/** What is in sight and selected; the selection is the page's focus. */
function useSight(index: HistoryIndex, frame: { readonly current: HTMLElement | null }): Sight {
  const { operation, scrolls, focus } = useFocus();
  const [stretch, setStretch] = useState(() => firstStretch(index));
  const focused = operation === undefined ? undefined : index.placeOf(operation);
  const selected = focused ?? index.offending;
  // Keys may come faster than the page is drawn: each goes on from the one before.
  const latest = useRef(selected);
  latest.current = selected;
  useEffect(() => {
    if (focused === undefined) return;
    setStretch((now) => (shows(now, index, focused) ? now : around(index, focused, now.span)));
  }, [focused, index]);
  useEffect(() => {
    if (scrolls > 0) frame.current?.scrollIntoView({ block: 'nearest' });
  }, [scrolls, frame]);
  const select = useCallback(
    (place: number) => {
      latest.current = place;
      focus(index.columns.number[place]);
    },
    [focus, index],
  );
  const act = useCallback(
    (wish: Wish) => {
      const { size } = index.columns;
      switch (wish.kind) {
        case 'move':
          return setStretch((now) => moved(index, now, wish.share));
        case 'zoom':
          return setStretch((now) => zoomed(index, now, wish.factor));
        case 'end':
          return select(wish.at === 'first' ? 0 : size - 1);
        case 'step': {
          const next = (latest.current ?? (wish.by > 0 ? -1 : size)) + wish.by;
          return select(Math.max(0, Math.min(size - 1, next)));
        }
        case 'anomaly':
          if (index.offending === undefined) return undefined;
          setStretch(firstStretch(index));
          return select(index.offending);
      }
    },
    [index, select],
  );
  return { selected, stretch, select, move: setStretch, act };
}

function Legend({ hasAnomaly }: { readonly hasAnomaly: boolean }): VNode {
  return (
    <ul class="legend">
      <li class="history-bar ok">ok</li>
      <li class="history-bar fail">✗ failed</li>
      <li class="history-bar info">? no answer: open to the right</li>
      {hasAnomaly ? <li class="history-bar ok involved">● part of the anomaly</li> : null}
      {hasAnomaly ? <li class="history-bar ok offending">◆ the one that is wrong</li> : null}
    </ul>
  );
}
