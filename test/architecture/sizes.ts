import ts from "typescript";
import type { SourceFile } from "./source-files.ts";

const FILE_LINES = 250;
const FUNCTION_LINES = 70;

/** What is worth a second look: a report, since size alone is no fault. STYLE 3. */
export function sizeReport(files: readonly SourceFile[]): string[] {
  const product = files.filter(({ isTest }) => !isTest);
  const lines = product.map((file) => file.lines).sort((a, b) => a - b);
  return [
    `${product.length} files, the median has ${lines[Math.floor(lines.length / 2)]} lines`,
    ...product.filter((file) => file.lines > FILE_LINES).map(({ path, lines: count }) => `${path} has ${count} lines`),
    ...product.flatMap(longFunctions),
  ];
}

function longFunctions({ path, tree }: SourceFile): string[] {
  const found: string[] = [];
  const lineOf = (position: number) => tree.getLineAndCharacterOfPosition(position).line + 1;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && "body" in node && node.body) {
      const [first, last] = [lineOf(node.getStart(tree)), lineOf(node.getEnd())];
      if (last - first + 1 > FUNCTION_LINES) found.push(`${path}:${first} has a function of ${last - first + 1} lines`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
