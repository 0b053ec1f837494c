/**
 * What runs when an HTML report is opened: reads the data that is embedded in the page, and draws
 * it. Nothing is fetched, and nothing leaves the page.
 */

import './styles/page.css';
import './styles/panels.css';
import './styles/story.css';
import { render } from 'preact';
import type { PageData } from '../report/page/page-data.js';
import { Page } from './page.js';

/** Other versions have other shapes. */
const VERSION: PageData['version'] = 1;

const data = JSON.parse(
  document.getElementById('skerry')?.textContent ?? 'null',
) as PageData | null;
const root = document.getElementById('page');
if (root !== null) {
  root.replaceChildren();
  if (data?.version === VERSION) {
    render(<Page data={data} />, root);
  } else {
    const found = data === null ? 'none' : String(data.version);
    render(<p class="note">{`This page reads data of version ${VERSION}, not ${found}.`}</p>, root);
  }
}
