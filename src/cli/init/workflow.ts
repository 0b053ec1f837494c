/**
 * The workflow that `skerry init --ci github` writes: it runs the first test, and keeps what a
 * failure leaves behind.
 */

import type { Project } from './project.js';

/** Where GitHub looks for it. */
export const WORKFLOW_PATH = '.github/workflows/skerry.yml';

/** Commands by package manager: to install what is locked, to install without a lock, to run. */
const COMMANDS = {
  npm: { locked: 'npm ci', free: 'npm install', run: 'npm run' },
  pnpm: { locked: 'pnpm install --frozen-lockfile', free: 'pnpm install', run: 'pnpm run' },
  yarn: { locked: 'yarn install --frozen-lockfile', free: 'yarn install', run: 'yarn run' },
} as const;

/** How a script of package.json is run. */
export function runCommand({ packageManager }: Project, script: string): string {
  return `${COMMANDS[packageManager].run} ${script}`;
}

/** How packages are added. */
export function addCommand({ packageManager }: Project, names: readonly string[]): string {
  const add = packageManager === 'npm' ? 'npm install --save-dev' : `${packageManager} add --dev`;
  return `${add} ${names.join(' ')}`;
}

/** The text of the workflow, which runs `script` of package.json. */
export function githubWorkflow(project: Project, script: string): string {
  const { packageManager, hasLockFile } = project;
  const { locked, free } = COMMANDS[packageManager];
  const corepack = packageManager === 'npm' ? '' : `      - run: corepack enable\n`;
  return `# Written by skerry init: runs the tests that look for violations of consistency.
name: skerry
on: [push, pull_request]
permissions:
  contents: read
jobs:
  skerry:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
${corepack}      - run: ${hasLockFile ? locked : free}
      - run: ${runCommand(project, script)}
      # The counterexample, its page to step through, and the recorded history.
      - uses: actions/upload-artifact@v4
        if: failure()
        with:
          name: skerry
          path: .skerry/
          include-hidden-files: true
          if-no-files-found: ignore
`;
}
