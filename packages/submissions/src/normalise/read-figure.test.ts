import { loadReference } from "@yardstick/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFigure } from "./read-figure.ts";

const reference = loadReference({ catalogueOnly: true });
const read = (text: string, decimalMark?: "." | ",") => readFigure(text, { reference, decimalMark });
/** Decimal, unit or power, growth and price basis; or what it is instead. */
function told(text: string): string {
  const figure = read(text);
  if (figure.kind === "blank") return "blank";
  if (figure.kind === "refused") return figure.findings.map(({ code }) => code).join(" ");
  const { decimal, says, findings } = figure;
  const beside = [says.unit, says.power === null ? null : `10^${says.power}`, says.isGrowth ? "growth" : null];
  return [decimal, ...beside, says.priceBasis, ...findings.map(({ code }) => code)]
    .filter((word) => word !== null)
    .join(" ");
}

describe("one figure", () => {
  it.each([
    ["23 %", "23 %"],
    ["86 亿\n元", "86 亿元"],
    ["690 亿元", "690 亿元"],
    [" 94公顷", "94 公顷"],
    ["12981公顷 ", "12981 公顷"],
    ["25.3千公顷", "25.3 千公顷"],
    ["244394万元", "244394 万元"],
    ["28975.1億元", "28975.1 亿元"],
    ["１２．５", "12.5"],
    ["３.５％", "3.5 %"],
    ["1,234,567.8", "1234567.8"],
    ["５，０００", "5000"],
    ["−5.2", "-5.2"],
    ["–5.2", "-5.2"],
    ["－5.2", "-5.2"],
    ["负5.2%", "-5.2 %"],
    ["86亿", "86 10^8"],
    ["10.5万", "10.5 10^4"],
    ["1.234E+05", "123400"],
    ["1.5e-3", "0.0015"],
    [".5", "0.5"],
    ["0.30000000000000004", "0.30000000000000004"],
    ["5(亿元)", "5 亿元"],
    ["25 m2", "25 平方米"],
    ["[2]28975.1億元", "28975.1 亿元 FOOTNOTE_NOT_READ"],
    ["28975.1①", "28975.1 FOOTNOTE_NOT_READ"],
    ["12.3*", "12.3 FOOTNOTE_NOT_READ"],
  ])("%j is %s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });
});

describe("growth in words", () => {
  it.each([
    ["增长3.5%", "3.5 % growth"],
    ["增长 6%", "6 % growth"],
    ["同比增长23 %", "23 % growth"],
    ["比上年增长13.1%", "13.1 % growth"],
    ["比上年同期增长1.32%", "1.32 % growth"],
    ["較上年同期增長1.32%", "1.32 % growth"],
    ["同比下降53.4%", "-53.4 % growth"],
    ["下降0.1%", "-0.1 % growth"],
    ["下降0%", "0 % growth"],
    ["负增长5.2%", "-5.2 % growth"],
    ["增长1.9倍", "190 % growth"],
    ["增长3.5", "3.5 growth"],
    ["实际增长5%", "5 % growth real"],
    ["名义增长5%", "5 % growth current"],
    ["按可比价计算,比上年下降0.1%", "-0.1 % growth real"],
    ["按不变价格计算，比上年增长4.1%", "4.1 % growth real"],
    ["与上年持平", "0 % growth"],
    ["同上年持平", "0 % growth"],
    ["同比持平", "0 % growth"],
    ["零增长", "0 % growth"],
  ])("%j is %s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });
});

describe("what is refused", () => {
  it.each([
    [
      "VALUE_NOT_ONE_FIGURE",
      [
        "244394万元,比上年增长13.1%",
        "22公6顷",
        "12万3千",
        "25.72:26.84:47.44",
        "7.1%和2.6%",
        "5 5",
        "0x10",
        "(1)28975.1",
        "1e99999",
      ],
    ],
    ["VALUE_IS_RANGE", ["3-5", "3~5%", "3%—5%", "6%至7%", "100到200万元"]],
    [
      "VALUE_APPROXIMATE",
      [
        "约5",
        "近5亿元",
        "超5",
        "逾百亿元5",
        "5以上",
        "6.5%以上",
        "5左右",
        "100余个",
        "300多户",
        "基本持平",
        "同上年基本持平",
        "≈5",
        ">5",
        "~5",
        "5+",
      ],
    ],
    ["VALUE_IS_FORECAST", ["预计115亿元", "目标7%", "预计到年末,完成115亿元,增长3%"]],
    ["VALUE_IS_OTHER_GROWTH", ["年均增长2.1%", "环比增长2.1%", "比年初增加5%", "翻一番"]],
    [
      "VALUE_IS_CHANGE_OF_RATE",
      ["下降1.2个百分点", "增长15.4个百分点", "回落2.1%", "降幅收窄0.3个百分点", "提高0.1个百分点"],
    ],
    ["VALUE_IS_CHANGE", ["增长5万元", "增加3亿", "减少20人"]],
    ["VALUE_SIGN_UNCLEAR", ["(1.2)", "（1.2%）", "增长-3%", "下降-0.1%", "增长+3%", "▲5.2", "5.2-", "--5"]],
    ["VALUE_AMBIGUOUS", ["持平", "与全省持平"]],
    ["UNIT_UNKNOWN", ["5万圆", "12平方英里"]],
    ["NUMBER_INEXACT", ["1.23457E+11"]],
    [
      "VALUE_NOT_DECIMAL",
      [
        "1,23",
        "12,3456",
        "0,234",
        "12 345",
        "5.",
        "1.2.3",
        "三点五",
        "五十",
        "壹",
        "正增长",
        "1.9倍",
        "下降1.9倍",
        "占21%",
        "—5.2",
        "25²",
        "½",
        "#DIV/0!",
      ],
    ],
    ["blank", ["-", "—", "——", "…", "...", "/", "N/A", "NA", "NaN", "无", "不详", "空白", "  ", "*"]],
  ])("%s", (code, texts) => {
    expect(texts.map((text) => [text, told(text)])).toEqual(texts.map((text) => [text, code]));
  });

  it("names both figures of a text that holds two, and says to send two rows", () => {
    const figure = read("244394万元,比上年增长13.1%");
    expect(figure.kind === "refused" && figure.findings[0]?.message).toMatchObject({
      zh: expect.stringMatching(/244394、13\.1.*两行/),
      en: expect.stringMatching(/244394, 13\.1.*two rows/),
    });
  });
});

describe("a comma for the decimal mark", () => {
  it.each([
    ["1.234,5", "1234.5"],
    ["1234,5", "1234.5"],
    ["1.234", "1234"],
    ["1,234", "1.234"],
    ["12,5%", "12.5"],
  ])("%s is %s", (text, expected) => {
    expect(read(text, ",")).toMatchObject({ kind: "figure", decimal: expected });
  });

  it.each(["1234.5", "1,234.5", "1.23", "1.234.56"])("%s is refused", (text) => {
    expect(read(text, ",").kind).toBe("refused");
  });
});

describe("any text", () => {
  const grouped = (digits: string, mark: string) => digits.replace(/\B(?=(\d{3})+$)/g, mark);
  const wide = (text: string) => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

  it("that writes a number is read as that number, however it is written", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        fc.option(fc.stringMatching(/^\d{1,6}$/), { nil: null }),
        fc.record({ groups: fc.boolean(), wide: fc.boolean(), minus: fc.constantFrom("", "-", "−", "－", "–") }),
        fc.constantFrom(["", null], ["万元", "万元"], [" 亿 元", "亿元"], ["%", "%"], ["\n人", "人"]),
        (number, fraction, { groups, wide: isWide, minus }, [written, unit]) => {
          const integer = groups ? grouped(number.toString(), ",") : number.toString();
          const plain = `${integer}${fraction === null ? "" : `.${fraction}`}`;
          const figure = read(`${minus}${isWide ? wide(plain) : plain}${written}`);
          const expected = `${minus === "" ? "" : "-"}${number}${fraction === null ? "" : `.${fraction}`}`;
          expect(figure).toMatchObject({ kind: "figure", decimal: expected, says: { unit, isGrowth: false } });
        },
      ),
    );
  });

  it("that holds two numbers, or a word of doubt, is none", () => {
    const number = fc.stringMatching(/^\d{1,4}(\.\d{1,2})?$/);
    const doubt = fc.constantFrom(
      " ",
      "和",
      "、",
      ";",
      "-",
      "~",
      "约",
      "万元,比上年增长",
      "亿元 ",
      "%(",
      "/",
      "比",
      ":",
      "\n",
    );
    fc.assert(
      fc.property(number, doubt, number, fc.constantFrom("", "%", "万元", ")"), (one, between, other, end) => {
        expect(read(`${one}${between}${other}${end}`).kind, `${one}${between}${other}${end}`).toBe("refused");
      }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom("约", "近", "超", "逾", "预计", "力争", "年均增长", "环比增长", "占", "提高", "不足"),
        number,
        (word, one) => {
          expect(read(`${word}${one}%`).kind).toBe("refused");
        },
      ),
    );
  });

  it("never throws, and what is read of junk is its only number", () => {
    const piece = fc.constantFrom(
      ...[
        "1",
        "23",
        "4.5",
        "0",
        ",",
        ".",
        "-",
        "+",
        "e",
        "E+2",
        " ",
        "%",
        "亿",
        "万元",
        "元",
        "倍",
        "增长",
        "下降",
        "同比",
      ],
      ...[
        "持平",
        "与上年",
        "约",
        "(",
        ")",
        "[1]",
        "①",
        "*",
        "、",
        "至",
        "个百分点",
        "预计",
        "m2",
        "负",
        "‰",
        "実",
        "\u0000",
        "以上",
      ],
    );
    const junk = fc.oneof(
      fc.string({ maxLength: 64 }),
      fc.array(piece, { maxLength: 7 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(junk, fc.constantFrom(".", ",") as fc.Arbitrary<"." | ",">, (text, mark) => {
        const figure = read(text, mark);
        if (figure.kind !== "figure") return;
        const bare = text
          .replace(/\[\d+\]|m2|e\+?\d+/giu, "")
          .normalize("NFKD")
          .replace(/(?<=\d)[.,](?=\d)|(?<=\d),(?=\d)/g, "");
        const runs = text.includes("持平") ? [] : (bare.replace(/[①-⑳]/gu, "").match(/\d+/g) ?? []);
        if (!/[①-⑳]/u.test(text)) expect(runs.length, text).toBeLessThanOrEqual(1);
        expect(figure.decimal, text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(text, "a word of doubt").not.toMatch(/约|预计|以上|至/);
      }),
      { numRuns: 3_000 },
    );
  });
});
