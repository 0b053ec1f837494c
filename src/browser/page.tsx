/**
 * A whole report: the verdict, the facts, the ways to each section, and the sections.
 */

import type { VNode } from 'preact';
import type { PageData, Section } from '../report/page/page-data.js';
import { FocusProvider } from './focus.js';
import { drawingOf } from './sections/registry.js';

const OUTCOMES: Readonly<Record<PageData['outcome'], readonly [shape: string, word: string]>> = {
  violation: ['✕', 'Violation'],
  clean: ['✓', 'Clean'],
  unknown: ['?', 'Unknown'],
  vacuous: ['∅', 'Says little'],
};

/** The page of a report. */
export function Page({ data }: { readonly data: PageData }): VNode {
  return (
    <FocusProvider>
      <Header data={data} />
      <Navigation sections={data.sections} />
      <main id="main">
        {data.sections.map((section, at) => (
          <SectionFrame section={section} at={at} />
        ))}
        <details class="section" id="text">
          <summary>
            <h2>The report as text</h2>
          </summary>
          <pre tabIndex={0}>{data.text}</pre>
        </details>
      </main>
      <footer>
        <p>skerry {data.skerry}</p>
      </footer>
    </FocusProvider>
  );
}

function Header({ data }: { readonly data: PageData }): VNode {
  const [shape, word] = OUTCOMES[data.outcome];
  return (
    <header>
      <p class={`verdict ${data.outcome}`}>
        <span aria-hidden="true">{shape}</span> {word}
      </p>
      <h1>{data.title}</h1>
      <p class="headline">{data.headline}</p>
      <dl class="facts">
        {data.facts.map(({ label, text }) => (
          <div>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

function Navigation({ sections }: { readonly sections: readonly Section[] }): VNode {
  return (
    <nav aria-label="Sections">
      <ul>
        {sections.map((section, at) => (
          <li>
            <a href={`#section-${at}`}>{titleOf(section)}</a>
          </li>
        ))}
        <li>
          <a href="#text">Text</a>
        </li>
      </ul>
    </nav>
  );
}

function SectionFrame({ section, at }: { readonly section: Section; readonly at: number }): VNode {
  const Panel = drawingOf(section)?.Panel;
  const id = `section-${at}`;
  return (
    <section class={`section ${section.kind}`} id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{titleOf(section)}</h2>
      {Panel === undefined ? (
        <p class="note">{`This version cannot draw a section of kind "${section.kind}".`}</p>
      ) : (
        <Panel section={section} />
      )}
    </section>
  );
}

function titleOf(section: Section): string {
  const title = drawingOf(section)?.title ?? section.kind;
  return typeof title === 'string' ? title : title(section);
}
