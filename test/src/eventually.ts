/**
 * Runs an assertion again and again until it passes and answers what it answered; after `deadlineMs` it throws the
 * assertion's own last error, with the time that it was given.
 */
export async function eventually<T>(assertion: () => T | Promise<T>, deadlineMs: number): Promise<T> {
  const startMs = performance.now();
  for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, 100)) {
    try {
      return await assertion();
    } catch (error) {
      if (performance.now() - startMs < deadlineMs) {
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        continue;
      }
      if (error instanceof Error) error.message = `Not within ${deadlineMs} ms: ${error.message}`;
      throw error;
    }
  }
}
