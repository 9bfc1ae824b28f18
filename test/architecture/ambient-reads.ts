import ts from "typescript";
import type { SourceFile } from "./source-files.ts";

/**
 * Places that read the clock, chance or the environment themselves. `performance.now` is a clock too: durations come
 * from the clock that is passed in, so that a test can hold it still.
 */
export function ambientReads(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ part, isTest }) => !FREE.has(part) && !isTest)
    .flatMap(({ path, tree }) => {
      const found: string[] = [];
      const visit = (node: ts.Node): void => {
        const mend = mendOf(node);
        if (mend !== null) {
          const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
          found.push(`${path}:${line + 1} reads ${node.getText(tree)}: ${mend}`);
        }
        ts.forEachChild(node, visit);
      };
      visit(tree);
      return found;
    });
}

const FREE = new Set(["packages/runtime", "infra", "test"]);

const MENDS: Readonly<Record<string, string>> = {
  "Date.now": "take a Clock",
  "performance.now": "take a Clock",
  "Math.random": "take a Randomness",
  "process.env": "take a parsed setting",
};

function mendOf(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node)) return MENDS[node.getText()] ?? null;
  const isNow = ts.isNewExpression(node) && node.expression.getText() === "Date" && !node.arguments?.length;
  return isNow ? "take a Clock" : null;
}
