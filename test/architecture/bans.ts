/**
 * What would make a run depend on more than its scenario: wall clocks, timers of the machine,
 * unkeyed randomness, and the environment. Below `run` none of them is used; whoever needs one gets
 * it as an argument.
 */

import ts from 'typescript';
import { isProduct, lineOf, roomOf, visit, type SourceFile } from './source-file.js';

const OUTSIDE_ROOMS = new Set(['browser', 'processes', 'record', 'run', 'matchers', 'cli']);
const BANNED_GLOBALS = new Set([
  'crypto',
  'globalThis',
  'performance',
  'process',
  'queueMicrotask',
  'setImmediate',
  'setInterval',
  'setTimeout',
]);
/** It waits until the host is idle, and learns nothing else of it. */
const EXEMPT = new Set(['src/simulator/asynchronous/host-pace.ts']);
const BANNED_MEMBERS = new Set(['Math.random', 'Date.now']);

/** Every use of time, chance or the environment below `run`. */
export function banComplaints(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => isProduct(path) && !OUTSIDE_ROOMS.has(roomOf(path)) && !EXEMPT.has(path))
    .flatMap((file) => {
      const complaints: string[] = [];
      visit(file.tree, (node) => {
        const what = bannedUse(node);
        if (what !== undefined) {
          complaints.push(`${file.path}:${lineOf(file, node)} uses ${what} below run`);
        }
      });
      return complaints;
    });
}

function bannedUse(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const text = node.getText();
    return BANNED_MEMBERS.has(text) ? text : undefined;
  }
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date') {
    return (node.arguments?.length ?? 0) === 0 ? 'new Date()' : undefined;
  }
  if (ts.isIdentifier(node) && isGlobalUse(node)) return node.text;
  return undefined;
}

/**
 * Whether the name stands for a value and is not a member, a key, a parameter or a name that is
 * declared here.
 */
function isGlobalUse(node: ts.Identifier): boolean {
  if (!BANNED_GLOBALS.has(node.text)) return false;
  const { parent } = node;
  const isReceiver = ts.isPropertyAccessExpression(parent) && parent.expression === node;
  const isCallee = ts.isCallExpression(parent) && parent.expression === node;
  return (isReceiver || isCallee) && !isDeclaredAround(node);
}

function isDeclaredAround(node: ts.Identifier): boolean {
  for (let scope: ts.Node | undefined = node.parent; scope !== undefined; scope = scope.parent) {
    let declares = false;
    if (ts.isFunctionLike(scope)) {
      declares = scope.parameters.some((parameter) => bindsName(parameter.name, node.text));
    } else if (ts.isBlock(scope) || ts.isSourceFile(scope)) {
      declares = scope.statements.some(
        (statement) =>
          ts.isVariableStatement(statement) &&
          statement.declarationList.declarations.some(({ name }) => bindsName(name, node.text)),
      );
    } else if (ts.isForOfStatement(scope) && ts.isVariableDeclarationList(scope.initializer)) {
      declares = scope.initializer.declarations.some(({ name }) => bindsName(name, node.text));
    }
    if (declares) return true;
  }
  return false;
}

function bindsName(name: ts.BindingName, wanted: string): boolean {
  if (ts.isIdentifier(name)) return name.text === wanted;
  return name.elements.some(
    (element) => ts.isBindingElement(element) && bindsName(element.name, wanted),
  );
}
