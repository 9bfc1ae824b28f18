import { type ReferenceData, SOURCE_PATTERN } from "@yardstick/contracts";
import { suggestClosest } from "@yardstick/submissions";
import type { DropNote } from "./drop-note.ts";
import type { InboxEntry } from "./inbox-entry.ts";
import { refuse } from "./refusals.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** Whose an entry is by where it lies, and why it is refused where that says nothing. */
export function judgeEntry(
  { folders: [source, feed], name }: Pick<InboxEntry, "folders" | "name">,
  { feeds }: Pick<ReferenceData, "feeds">,
): Pick<DropNote, "source" | "feed" | "refusal"> {
  if (source === undefined) return { source: null, feed: null, refusal: refuse("FOLDER_MISSING") };
  if (!SOURCE_PATTERN.test(source)) return { source: null, feed: null, refusal: refuse("FOLDER_NOT_A_SOURCE") };
  if (feed !== undefined && !feeds.has(feed)) {
    const [closest = null] = suggestClosest(feed, feeds.keys());
    return { source, feed: null, refusal: refuse("FOLDER_NOT_A_FEED", closest) };
  }
  const refusal = CONTROL.test(name) || name.length > 255 ? refuse("FILE_NAME_INVALID") : null;
  return { source, feed: feed ?? null, refusal };
}
