import {
  type BilingualText,
  checkFeed,
  type Feed,
  type FeedContext,
  type FeedProblem,
  type FeedProblemCode,
  locateJsonFault,
} from "@yardstick/contracts";
import { suggestClosest } from "@yardstick/submissions";
import { UsageError } from "../verb.ts";

/** A problem with what its author may do about it. */
export interface ShownFeedProblem extends Pick<FeedProblem, "path" | "severity" | "code" | "message"> {
  readonly suggestion: BilingualText;
}

export interface FeedFileCheck {
  readonly file: string;
  /** Null where it has an error of shape. */
  readonly feed: Feed | null;
  readonly problems: readonly ShownFeedProblem[];
  readonly errors: number;
  readonly warnings: number;
}

/** Reads a feed file and checks it against the catalogue. @throws UsageError where the text is no JSON, with the place. */
export function checkFeedFile(file: string, text: string, context: FeedContext): FeedFileCheck {
  const fault = locateJsonFault(text);
  if (fault !== null)
    throw new UsageError(`${file} is no JSON: line ${fault.line}, column ${fault.column} should be ${fault.wanted}`);
  const { feed, problems } = checkFeed(JSON.parse(text), context);
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return { file, feed, problems: problems.map(shown), errors, warnings: problems.length - errors };
}

function shown({ path, severity, code, message, got, candidates }: FeedProblem): ShownFeedProblem {
  const [only, ...others] = candidates;
  const meant = only !== undefined && others.length === 0 ? only : suggestClosest(got ?? "", candidates)[0];
  const suggestion = meant === undefined ? MEND[code] : text(`应为${meant}?`, `did you mean ${meant}?`);
  return { path, severity, code, message, suggestion };
}

const text = (zh: string, en: string): BilingualText => ({ zh, en });

const MEND: Readonly<Record<FeedProblemCode, BilingualText>> = {
  NOT_A_FEED: text("写成一个JSON对象", "write one JSON object"),
  UNKNOWN_FIELD: text("删去该字段", "leave it out"),
  MISSING_FIELD: text("补上该字段", "add it"),
  BAD_VALUE: text("改正该值", "correct it"),
  UNKNOWN_NAME: text("改正代码,或在自己的参考目录中补充", "correct it, or add it to your own reference files"),
  WRONG_ORIGIN: text("改用该格式有的来源", "name an origin that the format has"),
  NO_ORIGIN: text("说明该字段从何而来", "say where the field comes from"),
  NO_TABLE: text("补上table", "add table"),
  OUT_OF_HEADINGS: text("改正row或headingRows", "correct row or headingRows"),
  NEVER_READ: text("删去,或改正formats", "leave it out, or correct formats"),
  ONLY_BY_NAME: text("补上fileNames,或就此保留", "add fileNames, or leave it so"),
};
