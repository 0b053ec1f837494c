/**
 * The structure of a report in each format: what is left of it without its texts. Each throws where
 * the report is not what the format demands.
 */

import { XMLParser } from 'fast-xml-parser';

/** Extracts the structure of a text in a format. */
export type Structure = (text: string) => unknown;

/** By the names of reporters. */
export const STRUCTURES: Readonly<Record<string, Structure>> = {
  json: (text) => shapeOf(JSON.parse(text)),
  sarif: (text) => shapeOf(JSON.parse(text)),
  junit: xmlShape,
  github: annotationShape,
  markdown: markdownShape,
  mermaid: mermaidShape,
  shiviz: clockShape,
};

/** Values by their types. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shapeOf(part)]));
}

function xmlShape(text: string): unknown {
  const parser = new XMLParser({
    ignoreAttributes: false,
    preserveOrder: true,
    processEntities: true,
  });
  // oxlint-disable-next-line typescript/no-deprecated -- what replaces it is another package
  return shapeOf(parser.parse(text, true));
}

function annotationShape(text: string): unknown {
  return linesOf(text).map((line) => {
    const [, level, properties = '', message = ''] =
      /^::(error|warning|notice) (.*?)::(.*)$/.exec(line) ?? [];
    if (level === undefined) throw new Error(`no command: ${line.slice(0, 80)}`);
    if (/%(?!25|0A|0D)/.test(message)) throw new Error(`not escaped: ${message.slice(0, 80)}`);
    const names = properties.split(',').map((property) => {
      const [, name, value = ''] = /^(\w+)=(.*)$/.exec(property) ?? [];
      if (name === undefined || /:|%(?!25|0A|0D|3A|2C)/.test(value)) throw new Error(property);
      return name;
    });
    return [level, ...names];
  });
}

/** What GitHub would read into a text that stands outside a fence. */
const ACTIVE: readonly RegExp[] = [
  /<(?!!-- -->|\/?details>|\/?summary>|\/?span>)/,
  /(?<!\\)[`*[\]\\]/,
  /@\w/,
  /(?<!&)#\w/,
  /:[\w+/-]/,
  /\bGH-\d/i,
  /\bwww\.\w/i,
  /(?<!<span>)\$/,
  /&(?!#\d+;)/,
];

function markdownShape(text: string): unknown {
  const shape: string[] = [];
  let fence = '';
  for (const line of linesOf(text)) {
    const [, run, info] = /^(`{3,})([a-z]*)$/.exec(line) ?? [];
    if (fence !== '') {
      if (run !== undefined && info === '' && run.length >= fence.length) {
        if (run !== fence) throw new Error('a fence is closed by another');
        fence = '';
      }
      continue;
    }
    if (run !== undefined) {
      fence = run;
      shape.push(`fence ${info}`);
      continue;
    }
    for (const active of ACTIVE) {
      const own = line.replace(/^\*\*(Why|Also [^*]*)\*\*/, '').replace(/^_Shortened.*_$/, '');
      if (active.test(own)) throw new Error(`${String(active)} in ${line.slice(0, 200)}`);
    }
    const cells = (line.match(/\|/g) ?? []).length;
    const [start = ''] = /^(?:#+ |- |\d+[.)] |<\/?[a-z]+>|> |[-+=*]|~~~|\s{4})/.exec(line) ?? [];
    shape.push(line === '' ? '' : `${start}${cells > 0 ? `${cells} cells` : 'text'}`);
  }
  if (fence !== '') throw new Error('a fence is left open');
  return shape;
}

/** Texts of Mermaid as the reporter writes them: no sign with a meaning but in entity codes. */
const TEXT = String.raw`(?:[^!-~]|[\w.,/()+=?'!*-]|#\d+;)+`;
const MERMAID_LINES: readonly RegExp[] = [
  /^sequenceDiagram$/,
  /^flowchart LR$/,
  new RegExp(`^  participant (p\\d+) as ${TEXT}$`),
  new RegExp(`^  Note over (p\\d+(?:,p\\d+)?): ${TEXT}$`),
  new RegExp(`^  (p\\d+-[)x]p\\d+): ${TEXT}$`),
  new RegExp(`^  (t\\d+|verdict)\\["${TEXT}"\\]$`),
  new RegExp(`^  (t\\d+) -->\\|"${TEXT}"\\| t\\d+$`),
];

function mermaidShape(text: string): unknown {
  return linesOf(text).map((line) => {
    const at = MERMAID_LINES.findIndex((pattern) => pattern.test(line));
    if (at < 0 || /\bend\b/i.test(line)) throw new Error(`no statement: ${line.slice(0, 200)}`);
    return [at, MERMAID_LINES[at]!.exec(line)?.[1]];
  });
}

/** Clocks with their hosts by number, in the order in which they are met. */
function clockShape(text: string): unknown {
  const [pattern = '', delimiter, ...lines] = linesOf(text);
  if (delimiter !== '') throw new Error('the second line holds no delimiter');
  const read = new RegExp(`^${pattern}$`);
  const hosts = new Map<string, number>();
  const counts = new Map<string, number>();
  const number = (host: string): number => {
    if (!hosts.has(host)) hosts.set(host, hosts.size);
    return hosts.get(host)!;
  };
  return lines.map((line) => {
    const { host = '', clock = '', event } = read.exec(line)?.groups ?? {};
    if (event === undefined) throw new Error(`not read: ${line.slice(0, 80)}`);
    const times = Object.entries(JSON.parse(clock) as Record<string, number>);
    const own = times.find(([name]) => name === host)?.[1];
    if (own !== (counts.get(host) ?? 0) + 1) throw new Error(`a clock jumps: ${line}`);
    counts.set(host, own);
    const known = times.map(([name, count]) => `${number(name)}:${count}`).sort();
    return [number(host), ...known];
  });
}

function linesOf(text: string): string[] {
  if (!text.endsWith('\n')) throw new Error('the last line is not ended');
  return text.slice(0, -1).split('\n');
}
