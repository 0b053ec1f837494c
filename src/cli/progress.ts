/**
 * Progress of long work, on standard error: one line that renews itself for a person, a plain line
 * every few seconds in a log. log-update is loaded only when there is a terminal to update.
 */

import type { Terminal } from './terminal.js';

/** A display of how far long work has come. */
export interface Progress {
  /** Says where the work stands; cheap to call often. */
  update(text: string): void;
  /** Removes the live line. */
  end(): void;
}

const LIVE_INTERVAL_MS = 100;
const LOG_INTERVAL_MS = 5_000;

/** Starts a progress display for `terminal`. */
export async function startProgress(terminal: Terminal): Promise<Progress> {
  if (!terminal.isLive)
    return throttled(
      LOG_INTERVAL_MS,
      (text) => terminal.remark(text),
      () => {},
    );
  const { logUpdateStderr } = await import('log-update');
  return throttled(
    LIVE_INTERVAL_MS,
    (text) => logUpdateStderr(text),
    () => logUpdateStderr.clear(),
  );
}

function throttled(intervalMs: number, show: (text: string) => void, end: () => void): Progress {
  let lastMs = Date.now();
  return {
    update: (text) => {
      const nowMs = Date.now();
      if (nowMs - lastMs < intervalMs) return;
      lastMs = nowMs;
      show(text);
    },
    end,
  };
}
