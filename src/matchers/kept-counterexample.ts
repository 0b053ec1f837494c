/**
 * What a failing test leaves behind: the counterexample, and its page beside it, both below one
 * folder that CI can upload.
 */

import { join } from 'node:path';
import type { Counterexample } from '../report/counterexample.js';
import { htmlReport } from '../report/page/build.js';
import type { PageAssets } from '../report/page/html.js';
import { pageAssets } from '../run/page-assets.js';
import { saveCounterexample } from '../run/store.js';
import { writeWhole } from '../run/write-file.js';
import { shownPath } from './shown-path.js';

/** Writes the counterexample and its page. Answers the paths as messages show them. */
export async function keepCounterexample(
  folder: string,
  counterexample: Counterexample,
): Promise<{ readonly path: string; readonly pagePath: string | undefined }> {
  const path = shownPath(await saveCounterexample(folder, counterexample));
  return { path, pagePath: await keepPage(folder, counterexample, path) };
}

/**
 * Writes the page of a counterexample that is kept at `path`; answers its path, `undefined` where
 * pages were not built, as in a checkout of skerry itself.
 */
export async function keepPage(
  folder: string,
  counterexample: Counterexample,
  path: string,
): Promise<string | undefined> {
  const assets = await builtAssets();
  if (assets === undefined) return undefined;
  const file = join(folder, `${counterexample.name}.html`);
  const pagePath = shownPath(file);
  const report = { kind: 'counterexample', counterexample, path, pagePath } as const;
  await writeWhole(file, htmlReport({ ...report, isFromTest: true }, assets));
  return pagePath;
}

async function builtAssets(): Promise<PageAssets | undefined> {
  try {
    return await pageAssets();
  } catch {
    return undefined;
  }
}
