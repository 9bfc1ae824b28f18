/**
 * A text in one width and one script: full-width letters, digits and signs in half width, traditional characters
 * simplified, every kind of space a plain one. Not NFKC: it would turn ① into 1 and m² into m2, and change figures.
 */
export function plainText(text: string): string {
  if (PLAIN_ASCII.test(text)) return text;
  return text.replace(FOREIGN, (char) => MAPPED.get(char) ?? halfWidth(char));
}

/** The same without any space. */
export const compactText = (text: string): string => plainText(text).replace(/\s+/gu, "");

const PLAIN_ASCII = /^[\x20-\x7e]*$/;

/** Traditional and simplified, in pairs: the characters of the words that headings, units, regions and periods are made of. */
const TRADITIONAL =
  "區区縣县義义寧宁瀋沈陽阳撫抚順顺鐵铁嶺岭遼辽錦锦葉叶盤盘蘆芦島岛滿满東东莊庄連连豐丰鳳凤蓋盖橋桥細细寬宽調调燈灯鮁鲅魚鱼龍龙雙双興兴臺台巖岩鄉乡鎮镇溝沟國国內内" +
  "產产業业億亿萬万總总額额財财預预計计劃划實实際际現现價价類类數数經经濟济營营務务園园電电質质環环動动標标準准記记關关債债養养發发規规單单當当個个點点與与無无詳详" +
  "圓元噸吨畝亩頃顷戶户農农資资長长較较減减約约達达餘余負负漲涨積积從从員员幣币貨货銷销縱纵進进過过為为後后會会還还設设備备時时間间終终歲岁處处級级稅税貧贫險险";

const MAPPED: ReadonlyMap<string, string> = new Map([
  ...pairsOf(TRADITIONAL),
  ["\u3000", " "],
  ["\u00a0", " "],
  ["\u2007", " "],
  ["\u2009", " "],
  ["\u202f", " "],
  ["\ufeff", ""],
  ["\u200b", ""],
  ["﹣", "-"],
  ["−", "-"],
  ["‐", "-"],
  ["‑", "-"],
  ["‒", "-"],
  ["–", "-"],
  ["〔", "("],
  ["〕", ")"],
  ["【", "("],
  ["】", ")"],
  ["㎡", "平方米"],
  ["﹪", "%"],
  ["℅", "%"],
]);

/** Only what is mapped: most of a text is simplified characters, and they stay. */
const FOREIGN = new RegExp(`[${[...MAPPED.keys()].join("")}\\uff01-\\uff5e]|[^\\S ]`, "gu");

/** U+FF01 to U+FF5E stand in the order of ASCII's 0x21 to 0x7E. */
function halfWidth(char: string): string {
  const code = char.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return /\s/u.test(char) ? " " : char;
}

function* pairsOf(text: string): Generator<readonly [string, string]> {
  const chars = [...text];
  for (let at = 0; at + 1 < chars.length; at += 2) yield [chars[at] ?? "", chars[at + 1] ?? ""];
}
