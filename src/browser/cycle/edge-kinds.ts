/**
 * How the kinds of dependencies are told apart: by a shape and a dash as well as by a colour.
 */

import type { CycleSection } from '../../report/page/page-data.js';

/** What stands for a kind. */
interface EdgeKind {
  readonly shape: string;
  /** As SVG writes dashes; empty for a solid line. */
  readonly dash: string;
  readonly meaning: string;
}

/** Each kind with its signs; the colours are in the style sheet. */
export const EDGE_KINDS: Readonly<Record<CycleSection['edges'][number]['kind'], EdgeKind>> = {
  ww: { shape: '■', dash: '', meaning: 'overwrites what the other wrote' },
  wr: { shape: '●', dash: '9 3', meaning: 'reads what the other wrote' },
  rw: { shape: '◆', dash: '4 4', meaning: 'overwrites what the other read' },
  process: { shape: '▲', dash: '1 4', meaning: 'comes later in the same process' },
  realtime: { shape: '▶', dash: '10 3 2 3', meaning: 'begins after the other has ended' },
};
