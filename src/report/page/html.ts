/**
 * A page as one file: the data as JSON, the script and the style within, and the report as text for
 * whoever runs no scripts. The policy in its head forbids every request, and every script and style
 * but these two.
 */

import type { PageData, Section } from './page-data.js';

/** A script or a style; its hash is SHA-256 in base64, as a policy names it. */
export interface PageAsset {
  readonly text: string;
  readonly hash: string;
}

/** The bundled code of pages. */
export interface PageAssets {
  readonly script: PageAsset;
  readonly style: PageAsset;
  /** Large libraries, by name; a page gets those that its sections draw with. */
  readonly libraries: Readonly<Record<LibraryName, PageAsset>>;
  /** Version of skerry. */
  readonly skerry: string;
}

/** The libraries that stand beside the script. */
export type LibraryName = 'uplot' | 'dagre';

const LIBRARY_OF: Readonly<Partial<Record<Section['kind'], LibraryName>>> = {
  plots: 'uplot',
  cycle: 'dagre',
};

/** The HTML of a page. Linear in data and assets. */
export function renderPage(data: PageData, assets: PageAssets): string {
  const { script, style, libraries } = assets;
  const names = new Set(data.sections.map(({ kind }) => LIBRARY_OF[kind]));
  const scripts = [...names].flatMap((name) => (name === undefined ? [] : [libraries[name]]));
  scripts.push(script);
  const policy = [
    `default-src 'none'`,
    `script-src ${scripts.map(({ hash }) => `'sha256-${hash}'`).join(' ')}`,
    `style-src 'sha256-${style.hash}'`,
    `img-src data:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<link rel="icon" href="data:,">',
    `<title>${escapeMarkup(data.title)}</title>`,
    `<style>${style.text}</style>`,
    '</head>',
    '<body>',
    `<noscript><pre>${escapeMarkup(data.text)}</pre></noscript>`,
    '<div id="page"></div>',
    `<script type="application/json" id="skerry">${embedJson(data)}</script>`,
    ...scripts.map(({ text }) => `<script>${text}</script>`),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as the content of an element or the value of a quoted attribute. */
function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}

/** What could end a script, open a comment, or hide in the source of a page. */
const EMBEDDED = /[<>&\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** The same JSON, with escapes for what is no plain character in a page. */
function embedJson(value: unknown): string {
  return JSON.stringify(value).replace(EMBEDDED, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${code}`;
  });
}
