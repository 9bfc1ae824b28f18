import type { IssueCode } from "../../issue-codes.ts";
import type { DecodedItem } from "../decode-rows.ts";
import { decodeFault, type FaultDetail } from "../decoded-submission.ts";
import { fatalFault } from "../item.ts";

type Fault = Extract<DecodedItem, { kind: "fault" }>;

/** A file cannot be read any further. Thrown inside a reader, and made its last item by who asked it. */
export class SdmxRefused extends Error {
  override readonly name = "SdmxRefused";
  readonly item: DecodedItem;

  constructor(outcome: Fault["outcome"], code: IssueCode, detail: Omit<FaultDetail, "field">) {
    super(detail.en);
    this.item = fatalFault(outcome, decodeFault(code, { field: null, ...detail }));
  }
}

type Words = Pick<FaultDetail, "zh" | "en" | "place">;

/** The bytes are no text of this kind. */
export const unreadable = (code: IssueCode, words: Words) => new SdmxRefused("unreadable", code, words);

/** Well formed, but no SDMX data message that can be read. */
export const notSdmx = (words: Words) => new SdmxRefused("misshapen", "BODY_NOT_SDMX", words);

/** A bound that keeps the memory small is passed. */
export const tooLarge = (words: Words) => new SdmxRefused("too_large", "FILE_TOO_LARGE", words);
