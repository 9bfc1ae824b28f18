import { expect, test } from "vitest";
import { parseSyntaxTree, walk } from "./syntax-tree.ts";

test("reads indentation as depth", () => {
  const tree = parseSyntaxTree("A (children 2)\n B (children 1)\n  C x (alias y)\n D\n");
  expect([...walk(tree)].map(({ node, parent }) => [node.label, parent?.kind])).toEqual([
    ["A", undefined],
    ["B", "A"],
    ["C x (alias y)", "B"],
    ["D", "A"],
  ]);
});

test.each([
  ["a second root", "A\nB"],
  ["a child too many", "A (children 1)\n B\n C"],
  ["a child too few", "A (children 2)\n B"],
  ["a step that is too deep", "A (children 1)\n   B"],
  ["a name with a line break that makes a node", "A (children 1)\n Identifier x\n TableIdentifier t"],
  ["an empty line", "A (children 1)\n\n B"],
  ["nothing", ""],
])("refuses %s", (_what, text) => {
  expect(() => parseSyntaxTree(text)).toThrow(/cannot be read/);
});
