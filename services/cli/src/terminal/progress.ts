import { cutText } from "./fit-text.ts";
import type { Style } from "./style.ts";

/** One line that says how far something has come. */
export interface Progress {
  update(text: string): void;
  /** Takes the line away. */
  end(): void;
}

/** Redrawn in place on a terminal; silent elsewhere, where nobody waits in front of it. */
export function createProgress(write: (text: string) => void, style: Style): Progress {
  if (!style.isTerminal) return { update: () => undefined, end: () => undefined };
  return {
    update: (text) => write(`\r\u001b[2K${cutText(text, (style.columns ?? 80) - 1)}`),
    end: () => write("\r\u001b[2K"),
  };
}
