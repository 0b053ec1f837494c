/**
 * A copy of the sources and tests as plain JavaScript, in which one file at a time can be replaced
 * by a mutant of it. Types are erased, not checked: a mutant that no compiler would take is judged
 * by the tests like any other.
 */

import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const FOLDERS = ['src', 'checkers', 'test/checkers', 'test/mutation'];

/** What the tests compare with. */
const GOLDEN = 'test/mutation/golden';

const STAND_IN = new URL('./vitest-stand-in.js', import.meta.url).href;

/** A tree of JavaScript files. */
export class TestTree {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  /** Compiles the `repository` into the new folder `root`. */
  static compile(repository: string, root: string): TestTree {
    const tree = new TestTree(root);
    for (const folder of FOLDERS) {
      for (const file of sourcesIn(repository, folder)) {
        tree.write(file, readFileSync(join(repository, file), 'utf8'));
      }
    }
    cpSync(join(repository, GOLDEN), join(root, GOLDEN), { recursive: true });
    writeFileSync(join(root, 'package.json'), '{"type":"module"}');
    symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
    return tree;
  }

  /** The same tree once more, in the new folder `root`. */
  copy(root: string): TestTree {
    cpSync(this.root, root, { recursive: true, verbatimSymlinks: true });
    return new TestTree(root);
  }

  /** Compiles `text` as the file `path` of the repository. */
  write(path: string, text: string): void {
    const target = join(this.root, path.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    const { outputText } = ts.transpileModule(text, {
      fileName: path,
      compilerOptions: {
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.ESNext,
        verbatimModuleSyntax: true,
      },
    });
    writeFileSync(target, outputText.replaceAll(/from 'vitest'/g, `from '${STAND_IN}'`));
  }
}

/** The TypeScript files below `folder`, relative to the `repository`, in order of their names. */
export function sourcesIn(repository: string, folder: string): string[] {
  return readdirSync(join(repository, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(repository.length + 1))
    .sort();
}
