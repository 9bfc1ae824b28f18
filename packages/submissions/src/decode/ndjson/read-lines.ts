export interface Line {
  /** Counted from 1, as an editor does. */
  readonly number: number;
  /** Null where its bytes are not UTF-8 or more than are taken. */
  readonly text: string | null;
}

const LINE_FEED = 0x0a;

/** Lines of UTF-8 that are not empty, as their bytes come; of a line longer than `maxLineBytes` no more than that is held. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>, maxLineBytes: number): AsyncGenerator<Line> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let number = 0;
  const hold = (bytes: Uint8Array) => {
    heldBytes += bytes.length;
    if (heldBytes > maxLineBytes) held = [];
    else if (bytes.length > 0) held.push(bytes);
  };
  const take = (): Line => {
    number += 1;
    const text = heldBytes > maxLineBytes ? null : textOf(held, decoder);
    held = [];
    heldBytes = 0;
    return { number, text };
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      // Handing over an empty line would cost twenty times as much as counting it.
      if (heldBytes === 0 && isEmpty(chunk, start, end)) number += 1;
      else {
        hold(chunk.subarray(start, end));
        yield take();
      }
      start = end + 1;
    }
    hold(chunk.subarray(start));
  }
  if (heldBytes > 0) yield take();
}

const CARRIAGE_RETURN = 0x0d;

const isEmpty = (chunk: Uint8Array, start: number, end: number) =>
  start === end || (start + 1 === end && chunk[start] === CARRIAGE_RETURN);

function textOf(held: readonly Uint8Array[], decoder: InstanceType<typeof TextDecoder>): string | null {
  try {
    return decoder.decode(held.length === 1 ? held[0] : Buffer.concat(held));
  } catch {
    return null;
  }
}
