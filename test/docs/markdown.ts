/**
 * The code blocks of a Markdown file, and what they stand for: files to write, sessions to run,
 * output to compare.
 */

/** One fenced block. */
export interface Block {
  readonly language: string;
  readonly content: string;
  /** Line of the fence, from 1. */
  readonly line: number;
  /**
   * The file it is, when its first line is a comment that names one: `// cluster.test.ts`. Where a
   * language has no comments, the line above the fence does: `<!-- history.jsonl -->`.
   */
  readonly file: string | undefined;
}

/** One command of a session, and the output below it. */
export interface Step {
  readonly command: string;
  readonly output: string;
}

const FENCE = /^```(\w*)\n([^]*?)^```$/gm;

/** The fenced blocks in their order. */
export function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(FENCE)].map(({ 1: language = '', 2: content = '', index }) => ({
    language,
    content,
    line: markdown.slice(0, index).split('\n').length,
    file:
      /^(?:\/\/|;|#) ([\w./-]+\.\w+)\n/.exec(content)?.[1] ??
      /<!-- ([\w./-]+\.\w+) -->\n$/.exec(markdown.slice(0, index))?.[1],
  }));
}

/**
 * The commands of a `sh` block, or the commands and outputs of a `console` block, which begin with
 * `$ `.
 */
export function stepsOf({ language, content }: Block): Step[] {
  if (language === 'sh') {
    const lines = content.split('\n').map((line) => line.replace(/\s+#.*$/, '').trim());
    return lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .flatMap((line) => line.split(' && '))
      .map((command) => ({ command, output: '' }));
  }
  return content
    .split(/^\$ /m)
    .slice(1)
    .map((step) => {
      const end = step.indexOf('\n');
      return { command: step.slice(0, end), output: step.slice(end + 1).trimEnd() };
    });
}

/** The file with the content of one block replaced. */
export function replaceBlock(markdown: string, block: Block, content: string): string {
  return markdown.replace(FENCE, (whole: string, language: string, old: string) =>
    language === block.language && old === block.content
      ? `\`\`\`${language}\n${content}\`\`\``
      : whole,
  );
}
