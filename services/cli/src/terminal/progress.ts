import { cutText } from "./fit-text.ts";
import type { Style } from "./style.ts";

/** One line that says how far something has come. */
export interface Progress {
  update(text: string): void;
  /** Takes the line away. */
  end(): void;
}

export interface ProgressOptions {
  /** Where nobody looks at a terminal: nothing, or a line whenever the text is another. Default: nothing. */
  readonly elsewhere?: "nothing" | "lines";
}

/** Redrawn in place on a terminal. */
export function createProgress(
  write: (text: string) => void,
  style: Style,
  { elsewhere = "nothing" }: ProgressOptions = {},
): Progress {
  if (style.isTerminal) {
    return {
      update: (text) => write(`\r\u001b[2K${cutText(text, (style.columns ?? 80) - 1)}`),
      end: () => write("\r\u001b[2K"),
    };
  }
  if (elsewhere === "nothing") return { update: () => undefined, end: () => undefined };
  let last = "";
  return {
    update: (text) => {
      if (text !== last) write(`${text}\n`);
      last = text;
    },
    end: () => undefined,
  };
}
