import { ClickHouseException } from "./clickhouse-exception.ts";

/** One line of `EXPLAIN AST`: `kind` is its first word, `label` all of it but the count of children. */
export interface SyntaxNode {
  readonly kind: string;
  readonly label: string;
  readonly children: readonly SyntaxNode[];
}

interface OpenNode {
  readonly kind: string;
  readonly label: string;
  readonly children: OpenNode[];
  readonly expected: number;
}

/**
 * Reads the answer of `EXPLAIN AST`. The indentation and the counts of children must agree everywhere; a text in which
 * they do not is refused, so that no name with a line break in it can pass for a node.
 */
export function parseSyntaxTree(text: string): SyntaxNode {
  const path: OpenNode[] = [];
  let root: OpenNode | undefined;
  for (const line of text.replace(/\n+$/, "").split("\n")) {
    const [, indent = "", label = "", count] = /^( *)(\S.*?)(?: \(children (\d+)\))?$/s.exec(line) ?? [];
    const node: OpenNode = { kind: /^\S*/.exec(label)?.[0] ?? "", label, children: [], expected: Number(count ?? 0) };
    if (label === "" || indent.length > path.length || (indent.length === 0 && path.length > 0)) throw unreadable();
    path.length = indent.length;
    path.at(-1)?.children.push(node);
    path.push(node);
    root ??= node;
  }
  if (root === undefined || !isComplete(root)) throw unreadable();
  return root;
}

/** Every node of the tree with its parent, the root first. */
export function* walk(
  node: SyntaxNode,
  parent?: SyntaxNode,
): Generator<{ node: SyntaxNode; parent: SyntaxNode | undefined }> {
  yield { node, parent };
  for (const child of node.children) yield* walk(child, node);
}

function isComplete(node: OpenNode): boolean {
  return node.children.length === node.expected && node.children.every(isComplete);
}

function unreadable(): ClickHouseException {
  return new ClickHouseException("ACCESS_DENIED", "The statement's syntax tree cannot be read, so it is refused");
}
