/**
 * Texts within GitHub's Markdown: as they are to the eye, and nothing else. Signs of markup are
 * escaped; what GitHub would turn into a mention, a link to an issue, an address or a picture is
 * parted by an empty comment, which the reader does not see.
 */

const ESCAPED = /[\\`*_[\]<>&|~]/g;

/** What begins a block where a line begins. */
const LINE_START = /^(?:[-+=]|#(?!\w)|\d+(?=[.)]))/;

/**
 * `text`, which must be one line, for a heading, a list, a paragraph or a cell of a table. Entities
 * rather than backslashes: they can never be structure (CommonMark, 6.2).
 */
export function markdownText(text: string): string {
  return text
    .replace(LINE_START, (found) => `\u0001${found}`)
    .replace(ESCAPED, entity)
    .replace(/\$/g, '<span>$</span>')
    .replace(/@/g, '@<!-- -->')
    .replace(/(?<![&\u0001])#(?=\w)/g, '#<!-- -->')
    .replace(/:(?=[\w+/-])/g, ':<!-- -->')
    .replace(/\b(GH)-(?=\d)/gi, '$1-<!-- -->')
    .replace(/\b(www)\./gi, '$1.<!-- -->')
    .replace(/\u0001(\d+|.)([.)]?)/, (_, first: string, sign: string) =>
      /\d/.test(first) ? first + (sign === '' ? '' : entity(sign)) : entity(first) + sign,
    );
}

function entity(sign: string): string {
  return `&#${sign.charCodeAt(0)};`;
}

/** Lines in a fence that is longer than any run of its sign in them. */
export function fenced(lines: string, language: string): string {
  const runs = lines.match(/`{3,}/g) ?? [];
  const fence = '`'.repeat(runs.reduce((most, { length }) => Math.max(most, length + 1), 3));
  return `${fence}${language}\n${lines.replace(/\n*$/, '')}\n${fence}`;
}

/** A table; rows are cells of plain text. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(head),
    line(head.map(() => '---')),
    ...rows.map((cells) => line(cells.map(markdownText))),
  ].join('\n');
}
