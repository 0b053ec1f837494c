/**
 * How to see it again: a command and a test to copy, and a file to keep.
 */

import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { ReplaySection } from '../../report/page/page-data.js';

/** Command, file and test. */
export function ReplayPanel({ section }: { readonly section: ReplaySection }): VNode {
  const { command, file, keptAt, test } = section;
  return (
    <>
      <h3>As a command</h3>
      <Snippet text={command} what="the command" />
      {file === undefined ? null : (
        <>
          <h3>As a file</h3>
          <p>
            All that a replay needs, for whoever does not have <code>{file.name}</code>:{' '}
            <button type="button" onClick={() => download(file.name, file.content)}>
              {`download ${file.name}`}
            </button>
          </p>
        </>
      )}
      {keptAt === undefined ? null : (
        <>
          <h3>As a file</h3>
          <p>
            It is too long to be part of this page; it was saved as <code>{keptAt}</code>.
          </p>
        </>
      )}
      {test === undefined ? null : (
        <>
          <h3>As a test</h3>
          <p>It fails as long as this is not mended.</p>
          <Snippet text={test} what="the test" />
        </>
      )}
    </>
  );
}

function Snippet({ text, what }: { readonly text: string; readonly what: string }): VNode {
  const [said, setSaid] = useState('');
  const code = useRef<HTMLPreElement>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('copied');
    } catch {
      // Without permission: what is marked can be copied by hand.
      if (code.current !== null) getSelection()?.selectAllChildren(code.current);
      setSaid('marked: copy it with the keyboard');
    }
  };
  return (
    <div class="snippet">
      <pre ref={code} tabIndex={0}>
        {text}
      </pre>
      <button type="button" aria-label={`Copy ${what}`} onClick={() => void copy()}>
        copy
      </button>
      <span role="status">{said}</span>
    </div>
  );
}

/** Made within the page: nothing is fetched. */
function download(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
