import { FEED_FORMATS, type FeedFormat, type Receipt } from "@yardstick/contracts";

export interface OriginColumns {
  readonly format: string;
  readonly file_name: string;
  readonly feed: string;
}

/** The file that a stored submission was read from; nothing where it came as JSON, or was stored before files were. */
export function originOf({ format, file_name: fileName, feed }: OriginColumns): Pick<Receipt, "origin"> {
  if (!isFeedFormat(format)) return {};
  return { origin: { format, ...(fileName === "" ? {} : { fileName }), ...(feed === "" ? {} : { feed }) } };
}

const isFeedFormat = (format: string): format is FeedFormat => (FEED_FORMATS as readonly string[]).includes(format);
