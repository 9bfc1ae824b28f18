import { type Finding, finding, NO_FINDINGS, quote } from "../finding.ts";

export interface Envelope {
  /** Source that the body names. */
  readonly bodySource: string;
  readonly recordKey: string | null;
  readonly ceSource: string;
}

/** Rule 1: record key, `ce_source` and the body must name one source; a topic's order and rights hang on the key. DESIGN §5. */
export function checkEnvelope({ bodySource, recordKey, ceSource }: Envelope): readonly Finding[] {
  if (bodySource === recordKey && bodySource === ceSource) return NO_FINDINGS;
  const key = recordKey === null ? "-" : quote(recordKey);
  return [
    finding("SOURCE_MISMATCH", {
      field: "source",
      zh: `来源不一致:正文为${quote(bodySource)},记录键为${key},ce_source 为${quote(ceSource)}。`,
      en: `The sources differ: the body says ${quote(bodySource)}, the record key ${key}, ce_source ${quote(ceSource)}.`,
      suggestion: bodySource,
    }),
  ];
}
