const WIDTH = 20;

/** How much of something is done, drawn for a terminal. */
export function bar(done: number, all: number): string {
  const filled = all === 0 ? WIDTH : Math.round((Math.min(done, all) / all) * WIDTH);
  return `[${"█".repeat(filled)}${"░".repeat(WIDTH - filled)}]`;
}
