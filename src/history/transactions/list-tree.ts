/**
 * The lists that were read, as the paths of a tree for each key: a list is the node at which its
 * path ends, and lists that begin alike share what they have in common. In a legal history the tree
 * of a key is one path, so that memory is that of the longest list and not of all that were read.
 */

import { widened } from '../columns/operation-store.js';
import { PairTable } from '../columns/pair-table.js';

const LENGTH_MIN = 1024;

/** The parent of a root. */
export const NO_NODE = -1;

/** Nodes are numbers from 0 in the order in which they were made; constant for each step. */
export class ListTree {
  size = 0;
  /** The code of the last element of the list. */
  element: Int32Array = new Int32Array(LENGTH_MIN);
  /** The list without its last element; {@link NO_NODE} for the empty list. */
  parent: Int32Array = new Int32Array(LENGTH_MIN);
  /** How many elements the list has. */
  depth: Int32Array = new Int32Array(LENGTH_MIN);
  /** 0 where there is none: node 0 is a root, and no child. */
  #firstChild: Int32Array = new Int32Array(LENGTH_MIN);
  /** All children but the first, by node and element. */
  readonly #otherChildren = new PairTable();

  /** The empty list of one more key. */
  addRoot(): number {
    return this.#add(NO_NODE, 0, 0);
  }

  /** The list with one more element at its end. */
  child(node: number, element: number): number {
    const first = this.#firstChild[node]!;
    if (first !== 0) {
      return this.element[first] === element ? first : this.#otherChild(node, element);
    }
    const child = this.#add(node, element, this.depth[node]! + 1);
    this.#firstChild[node] = child;
    return child;
  }

  /** Writes the elements of a list to `elements`, from a position on. */
  write(node: number, elements: Int32Array, start: number): void {
    let at = start + this.depth[node]!;
    for (let on = node; at > start; on = this.parent[on]!) elements[--at] = this.element[on]!;
  }

  #otherChild(node: number, element: number): number {
    let child = this.#otherChildren.get(node, element);
    if (child === 0) {
      child = this.#add(node, element, this.depth[node]! + 1);
      this.#otherChildren.set(node, element, child);
    }
    return child;
  }

  #add(parent: number, element: number, depth: number): number {
    const node = this.size++;
    if (node === this.element.length) {
      const length = 4 * node;
      this.element = widened(this.element, length);
      this.parent = widened(this.parent, length);
      this.depth = widened(this.depth, length);
      this.#firstChild = widened(this.#firstChild, length);
    }
    this.element[node] = element;
    this.parent[node] = parent;
    this.depth[node] = depth;
    return node;
  }
}
