/**
 * The bundled code of HTML reports, read from where the build puts it.
 */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { PageAsset, PageAssets } from '../report/page/html.js';
import { VERSION } from './version.js';

/** Beside the built code; and, when run from sources, in what was built last. */
const FOLDERS = ['../browser/', '../../dist/src/browser/'];

let loading: Promise<PageAssets> | undefined;

/**
 * What every page embeds, read once.
 * @throws Error when the page's code was never built.
 */
export function pageAssets(): Promise<PageAssets> {
  loading ??= load();
  return loading;
}

async function load(): Promise<PageAssets> {
  for (const folder of FOLDERS) {
    const read = async (name: string): Promise<PageAsset> => {
      const text = await readFile(new URL(`${folder}${name}`, import.meta.url), 'utf8');
      return { text, hash: createHash('sha256').update(text).digest('base64') };
    };
    try {
      return {
        script: await read('page.js'),
        style: await read('page.css'),
        libraries: { uplot: await read('uplot.js'), dagre: await read('dagre.js') },
        skerry: VERSION,
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  throw new Error('the code of HTML reports is missing: run npm run build');
}
