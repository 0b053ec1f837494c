/**
 * How the code of the HTML report is bundled: one script and one style sheet, which `renderPage`
 * puts into every page, and a script for each large library, which only those pages get that draw
 * with it. Whatever library is within keeps its licence.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  root: path('src/browser'),
  publicDir: false,
  logLevel: 'warn',
  plugins: [libraries(), licences()],
  build: {
    outDir: process.env['SKERRY_PAGE_FOLDER'] ?? path('dist/src/browser'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: false,
    rolldownOptions: {
      input: path('src/browser/main.tsx'),
      output: { format: 'iife', entryFileNames: 'page.js', assetFileNames: 'page[extname]' },
    },
  },
});

/** Scripts that set a global of their own, by the package whose imports they serve. */
const LIBRARIES: Readonly<Record<string, LibraryScript>> = {
  uplot: {
    path: 'node_modules/uplot/dist/uPlot.iife.min.js',
    module: 'export default globalThis.uPlot;',
  },
  '@dagrejs/dagre': {
    path: 'node_modules/@dagrejs/dagre/dist/dagre.min.js',
    module: 'export const { graphlib, layout } = globalThis.dagre ?? {};',
  },
};

interface LibraryScript {
  readonly path: string;
  /** What stands in its place in the bundle; undefined on pages without the library. */
  readonly module: string;
}

/** Keeps large libraries out of the bundle, and puts them beside it: `uplot.js`, `dagre.js`. */
function libraries(): Plugin {
  return {
    name: 'libraries',
    enforce: 'pre',
    resolveId: (id) => (id in LIBRARIES ? `\0library:${id}` : undefined),
    load: (id) => LIBRARIES[id.replace('\0library:', '')]?.module,
    generateBundle() {
      for (const [name, library] of Object.entries(LIBRARIES)) {
        const code = readFileSync(path(library.path), 'utf8').replace(
          /\n\/\/# sourceMapping.*/,
          '',
        );
        const notice = licenceOf(path(`node_modules/${name}`));
        const source = `/*!\n${notice}*/\n${code}`;
        this.emitFile({ type: 'asset', fileName: `${name.replace(/.*\//, '')}.js`, source });
      }
    },
  };
}

/** Puts the licence of every package that was inlined before the script. */
function licences(): Plugin {
  return {
    name: 'licences',
    generateBundle(_, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        // It stands within an element: what would end or hide that must not be in it.
        if (/<\/script|<!--/i.test(output.code)) this.error('the script holds markup');
        const folders = new Set(
          output.moduleIds.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id) ?? []),
        );
        const notices = [...folders].sort().map(licenceOf);
        output.code = `/*!\n${notices.join('\n').replaceAll('*/', '* /')}*/\n${output.code}`;
      }
    },
  };
}

function licenceOf(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (file === undefined) throw new Error(`${folder} is to be inlined, but names no licence`);
  const name = folder.replace(/^.*\/node_modules\//, '');
  return `${name}\n\n${readFileSync(join(folder, file), 'utf8')}`;
}
