/**
 * How the code of the HTML report is bundled: one script and one style sheet, which `renderPage`
 * puts into every page. Whatever library is within keeps its licence.
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
  plugins: [licences()],
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
