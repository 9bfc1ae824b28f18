import { type Feed, feed as feedSchema } from "../feed.ts";
import { checkFeedCodes } from "./check-feed-codes.ts";
import { checkFeedOrigins } from "./check-feed-origins.ts";
import { checkFeedShape } from "./check-feed-shape.ts";
import type { FeedContext, FeedProblem } from "./feed-problem.ts";

export interface CheckedFeed {
  /** Null where the feed has an error of shape. */
  readonly feed: Feed | null;
  readonly problems: readonly FeedProblem[];
}

/**
 * Everything that is wrong with a feed, at once: fields that it lacks or nobody knows, codes that the catalogue does
 * not have, and origins that its formats cannot have.
 *
 * @param raw The feed as JSON.
 */
export function checkFeed(raw: unknown, context: FeedContext): CheckedFeed {
  const parsed = feedSchema.safeParse(raw);
  if (!parsed.success) return { feed: null, problems: checkFeedShape(raw, parsed.error) };
  const feed = parsed.data;
  return { feed, problems: [...checkFeedOrigins(feed), ...checkFeedCodes(feed, context)] };
}
