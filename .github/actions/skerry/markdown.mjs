/**
 * Markdown that has to be cut, fenced or passed on as an output, with whatever text it holds.
 */

/** Text as it is, in a fence that it cannot close. */
export function fenced(text) {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `\n${fence}text\n${text}\n${fence}\n`;
}

/** As many whole lines as fit into so many bytes, with open fences closed, and a word about it. */
export function cutMarkdown(markdown, bytesMax) {
  if (Buffer.byteLength(markdown) <= bytesMax) return markdown;
  const note = '\n\n*The report is cut here; the whole of it is among the artifacts.*\n';
  const kept = [];
  let fence = '';
  let bytes = Buffer.byteLength(note);
  for (const line of markdown.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    const next = fence === '' ? mark : closes(line, fence) ? '' : fence;
    const size = Buffer.byteLength(line) + 1;
    // There must be room for the fence that closes what is open then.
    if (bytes + size + next.length + 1 > bytesMax) break;
    bytes += size;
    kept.push(line);
    fence = next;
  }
  if (fence !== '') kept.push(fence);
  const whole = kept.join('\n') + note;
  return Buffer.byteLength(whole) <= bytesMax ? whole : '';
}

/** What GITHUB_OUTPUT takes: each value between two lines that do not occur in it. */
export function outputLines(outputs) {
  return Object.entries(outputs)
    .map(([name, value]) => {
      let delimiter = `end of ${name}`;
      while (value.split(/\r?\n|\r/).includes(delimiter)) delimiter += '.';
      return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
    })
    .join('');
}

/** A fence ends with a line of as many marks or more. */
function closes(line, fence) {
  const end = line.trim();
  return end.length >= fence.length && end === fence[0].repeat(end.length);
}
