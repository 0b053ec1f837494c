/**
 * What operators do to a running cluster, in words.
 */

import type { AdministrationFault } from '../../scenario/faults/administration.js';
import { escapeText } from '../escape.js';
import { formatDuration, formatPpm, joinWords } from '../quantities.js';
import { name, names } from './words.js';
import type { WordsOf } from './words.js';

/** What operators do. */
export const administrationWords: WordsOf<AdministrationFault['kind']> = {
  membership: {
    effect: ({ node, change, by }) => {
      const joins = change === 'replace' && by !== undefined ? ` by ${name(by)}` : '';
      return `an operator tells all servers to ${change} ${name(node)}${joins}`;
    },
    end: () => 'what was changed stays so',
    isInstant: true,
  },
  administrators: {
    effect: ({ nodes, changes, node, by }) => {
      const told = nodes.flatMap((server, at) => {
        const change = changes[at];
        const whom = name(at === 0 ? node : by);
        return change === undefined ? [] : [`${name(server)} to ${change} ${whom}`];
      });
      return `operators tell ${joinWords(told)}`;
    },
    end: () => 'what was changed stays so',
    isInstant: true,
  },
  readdress: {
    effect: ({ node }) => `${name(node)} moves, and messages to its old address are lost`,
    end: ({ node }) => `all know the new address of ${name(node)}`,
    countsMessages: true,
  },
  'config-drift': {
    effect: ({ node, setting, ppm }) => {
      const which = setting === '*' ? 'each setting' : escapeText(setting, { lengthMax: 40 });
      return `${which} of ${name(node)} is ${formatPpm(ppm)} ${ppm < 0 ? 'smaller' : 'larger'}`;
    },
    end: ({ node }) => `the settings of ${name(node)} are right again`,
  },
  upgrade: {
    effect: ({ nodes, version, everyUs }) => {
      const pace = nodes.length < 2 ? '' : `, ${formatDuration(everyUs)} apart`;
      return `${names(nodes)} restart with version ${String(version)}${pace}`;
    },
    end: ({ version }) => `all of them run version ${String(version)}`,
  },
  'restore-backup': {
    effect: ({ node, ageUs }) =>
      `${name(node)} goes down, and its disk back to what it was ${formatDuration(ageUs)} before`,
    end: ({ node }) => `${name(node)} restarts`,
  },
};
