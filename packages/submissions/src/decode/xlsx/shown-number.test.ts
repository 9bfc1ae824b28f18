import { describe, expect, it } from "vitest";
import { readNumberFormat } from "./number-format.ts";
import { shownNumber } from "./shown-number.ts";

const read = (stored: string, code: string | undefined, id = 176) => shownNumber(stored, readNumberFormat(id, code));

describe("shownNumber", () => {
  it.each([
    ["General", "294597", "294597"],
    ["G/通用格式", "294597", "294597"],
    ['G/通用格式"亿元"', "12.5", "12.5亿元"],
    ['0.00"亿元"', "12.5", "12.5亿元"],
    ['0.00"亿元"', "-12.5", "-12.5亿元"],
    ["0.00\\亿\\元", "12.5", "12.5亿元"],
    ["0.00万元", "12.5", "12.5万元"],
    ['0.0"%"', "3.1", "3.1%"],
    ["0.0%", "0.031", "3.1%"],
    ['"增长"0.0"%"', "3.1", "增长3.1%"],
    ["#,##0.00_);(#,##0.00)", "-3.1", "-3.1"],
    ["#,##0.00;[Red]-#,##0.00", "-3.1", "-3.1"],
    ['0.0"%";[红色]-0.0"%"', "-3.1", "-3.1%"],
    ["+0.0;-0.0;0", "3.1", "3.1"],
    ["+0.0;-0.0;0", "0", "0"],
    ['0.0;"下降"0.0"%"', "-3.1", "下降3.1%"],
    ["[$-804]0.0_ ", "3.1", "3.1"],
    ["[DBNum1][$-804]0", "3", "3"],
    ["[<100]0.0;0.00", "3.1", "3.1"],
    ["[Blue][>=100]0.0;[Red]0.00", "3.1", "3.1"],
    ["¥#,##0.00", "12.5", "12.5元"],
    ["[$¥-804]#,##0.00", "-12.5", "-12.5元"],
    ['"¥"0.00"万"', "12.5", "12.5万元"],
    ['_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0", "0"],
    ['_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-7", "-7"],
    ["# ?/?", "0.5", "0.5"],
    ["0.00E+00", "12345", "12345"],
    ["@", "12", "12"],
  ])("%s shows %s as %s", (code, stored, text) => {
    expect(read(stored, code)).toEqual({ text });
  });

  it.each([
    ['"下降"0.0"%"', "3.1"],
    ['"下降"0.0"%"', "-3.1"],
    ["-0.0", "3.1"],
    ["-0.0", "-3.1"],
    ["(0)", "3"],
    ["0;0", "-3"],
    ["0.00;[Red]0.00", "-3"],
    ['0;"△"0', "-3"],
    ["0;", "-3"],
    [";;;", "3"],
    ["0;-0;;@", "0"],
    ['0;-0;"-"', "0"],
    ["$#,##0", "3"],
    ["[$$-409]#,##0.00", "3"],
    ["[$€-407]0", "3"],
    ["[$¥-411]#,##0", "3"],
    ['"¥"0"万人"', "3"],
    ["0!.0", "12345"],
    ['0"0"', "3"],
    ['"1"0', "3"],
    ['0"."0', "35"],
    ["0-", "3"],
    ["[<10000]0;0.0", "-3"],
  ])("%s does not show %s for certain", (code, stored) => {
    expect(read(stored, code)?.problem?.code).toBe("NUMBER_SHOWN_OTHERWISE");
  });

  it("is scaled by the section that applies", () => {
    const code = '[<10000]0;0!.0,"万元"';
    expect(read("5000", code)).toEqual({ text: "5000" });
    expect(read("123456", code)?.problem?.code).toBe("NUMBER_SHOWN_SCALED");
  });

  it("does not know the currency of a built-in format", () => {
    expect(read("5", undefined, 7)?.problem?.code).toBe("NUMBER_SHOWN_OTHERWISE");
    expect(read("-5", undefined, 39)).toEqual({ text: "-5" });
  });

  it("keeps what the file holds beside the digits that are shown", () => {
    expect(read("0.30000000000000004", '0.0"亿元"')).toEqual({ text: "0.3亿元", stored: "0.30000000000000004" });
    expect(read("x", '0.0"亿元"')).toBeNull();
  });
});
