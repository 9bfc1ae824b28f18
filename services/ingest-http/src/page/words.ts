import type { BilingualText, RowOutcome, Severity, SubmissionMode, SubmissionState } from "@yardstick/contracts";

/** What pages say, beside what the data says itself. */
export const WORDS = {
  product: { zh: "Yardstick · 县域经济指标", en: "Yardstick · county indicators" },
  submitTitle: { zh: "报送数据", en: "Submit figures" },
  submitIntro: {
    zh: "选择一个文件，先“只检查”看看有没有问题，再正式报送。每一行的结果都会写在回执里。",
    en: "Choose a file. Check it first to see what is wrong, then submit it. The receipt says what became of each row.",
  },
  file: { zh: "文件", en: "File" },
  fileHint: {
    zh: "CSV、Excel（xlsx）、JSON、NDJSON 或 SDMX（CSV、JSON、XML）",
    en: "CSV, Excel (xlsx), JSON, NDJSON or SDMX (CSV, JSON, XML)",
  },
  source: { zh: "报送单位", en: "Source" },
  sourceHint: {
    zh: "单位代号，例如 210400-bureau；JSON 文件或映射中已写明的可以不填。",
    en: "Who reports, such as 210400-bureau; may stay empty where a JSON file or the mapping says it.",
  },
  mode: { zh: "报送方式", en: "Mode" },
  modeDefault: { zh: "按文件或映射，否则整批", en: "As the file or mapping says, else all or none" },
  feed: { zh: "映射", en: "Mapping" },
  feedDefault: { zh: "自动识别", en: "Recognise it" },
  feedHint: { zh: "说明文件各列含义的映射（feed）。", en: "The feed that says what the file's columns mean." },
  key: { zh: "密钥", en: "Key" },
  keyHint: {
    zh: "只随本次报送发送，不会保存。",
    en: "Sent with this submission only; it is kept nowhere.",
  },
  check: { zh: "只检查", en: "Check only" },
  submit: { zh: "正式报送", en: "Submit" },
  receiptTitle: { zh: "回执", en: "Receipt" },
  checkTitle: { zh: "检查结果", en: "Result of the check" },
  checkNote: {
    zh: "这只是检查，没有保存任何数据。哪些行与已有数据相同或将替换已有数据，要到入库时才能确定。",
    en: "This was a check: nothing has been stored. Which rows repeat or replace a stored figure is decided when they are stored.",
  },
  submissionId: { zh: "报送编号", en: "Submission" },
  fileName: { zh: "文件名", en: "File name" },
  format: { zh: "格式", en: "Format" },
  content: { zh: "内容 SHA-256", en: "Content SHA-256" },
  rows: { zh: "行", en: "rows" },
  counts: { zh: "各行结果", en: "What became of the rows" },
  issues: { zh: "问题", en: "Issues" },
  noIssues: { zh: "没有问题。", en: "There are none." },
  issueTotal: { zh: "处", en: "in all" },
  onThisPage: { zh: "本页列出", en: "On this page" },
  whole: { zh: "整批", en: "the whole" },
  place: { zh: "位置", en: "Where" },
  rowNumber: { zh: "第%行", en: "row %" },
  field: { zh: "字段", en: "Field" },
  message: { zh: "说明", en: "What it is" },
  suggestion: { zh: "建议", en: "Suggestion" },
  next: { zh: "下一页", en: "Next page" },
  first: { zh: "回到第一页", en: "First page" },
  asCsv: { zh: "下载逐行回执（CSV）", en: "Download row by row (CSV)" },
  asJson: { zh: "JSON", en: "JSON" },
  another: { zh: "再报送一个文件", en: "Submit another file" },
  refreshing: { zh: "本页会自动刷新。", en: "This page refreshes itself." },
  rejectedNote: {
    zh: "没有一行入库。按整批方式报送时，只要有一行不通过，其余各行也不入库。",
    en: "No row is stored. In mode atomic, one row with an error keeps all the others out.",
  },
  outcomesUnknown: {
    zh: "这批数据入库较早，当时没有保存逐行结果；只有各类合计。",
    en: "This submission was stored before the outcome of each row was: only the totals are known.",
  },
  problemTitle: { zh: "没有受理", en: "Not accepted" },
  errorCode: { zh: "错误代码", en: "Code" },
  back: { zh: "返回", en: "Back" },
} as const satisfies Readonly<Record<string, BilingualText>>;

/** Fields of a row by the names that people know. */
export const FIELDS: ReadonlyMap<string, BilingualText> = new Map(
  Object.entries({
    source: { zh: "报送单位", en: "source" },
    indicator: { zh: "指标", en: "indicator" },
    region: { zh: "地区", en: "region" },
    period: { zh: "时期", en: "period" },
    value: { zh: "数值", en: "value" },
    unit: { zh: "单位", en: "unit" },
    measure: { zh: "度量", en: "measure" },
    accumulation: { zh: "累计方式", en: "accumulation" },
    priceBasis: { zh: "价格口径", en: "price basis" },
    caliber: { zh: "口径", en: "caliber" },
    status: { zh: "数据状态", en: "status" },
    releasedAt: { zh: "发布时间", en: "released at" },
    citation: { zh: "出处", en: "citation" },
    note: { zh: "备注", en: "note" },
    explanation: { zh: "上报说明", en: "explanation" },
  }),
);

export const STATES: Readonly<Record<SubmissionState, BilingualText>> = {
  received: { zh: "已接收，处理中", en: "Received, being processed" },
  validated: { zh: "检查通过", en: "Passed" },
  rejected: { zh: "未入库", en: "Rejected" },
  stored: { zh: "已入库", en: "Stored" },
};

/** Of a dry run, which stores nothing either way. */
export const CHECKED_STATES: Readonly<Record<"validated" | "rejected", BilingualText>> = {
  validated: { zh: "可以报送", en: "May be submitted" },
  rejected: { zh: "整批不会入库", en: "Would be rejected" },
};

export const OUTCOMES: Readonly<Record<RowOutcome, BilingualText>> = {
  accepted: { zh: "新数据", en: "accepted" },
  superseded: { zh: "替换旧数据", en: "superseded" },
  unchanged: { zh: "与已有相同", en: "unchanged" },
  rejected: { zh: "未通过", en: "rejected" },
};

export const SEVERITIES_IN_WORDS: Readonly<Record<Severity, BilingualText>> = {
  error: { zh: "错误", en: "error" },
  warning: { zh: "提醒", en: "warning" },
  info: { zh: "说明", en: "note" },
};

export const MODES: Readonly<Record<SubmissionMode, BilingualText>> = {
  atomic: { zh: "整批：有一行不通过就全部不入库", en: "All or none: one bad row keeps all of them out" },
  partial: { zh: "部分：通过的行入库", en: "Partial: the good rows are stored" },
};
