import type { Page } from "@yardstick/contracts";
import { boundsOf, cursorAt, type PagedList } from "../page/answer-page.ts";
import type { PageBounds, PageRows } from "../page/page-rows.ts";
import type { ReadContext } from "../read-context.ts";
import type { Evidence, Found } from "./evidence.ts";

export interface RememberedList<Answer> extends PagedList {
  /** All that its pages rest on. */
  readonly evidence: readonly Evidence[];
  read(bounds: PageBounds, found: Found): Promise<PageRows<Answer>>;
}

/**
 * One page of a list as JSON, not made again while nothing that it rests on has changed. An instant belongs to the
 * evidence: all instants between which nothing became known share their pages.
 */
export async function rememberedPage<Answer>(
  list: RememberedList<Answer>,
  { looks, findEvidence, pages }: Pick<ReadContext, "looks" | "findEvidence" | "pages">,
): Promise<Buffer> {
  const bounds = boundsOf(list);
  const { knownThrough, stamp } = await (bounds.after === null ? looks.now() : looks.recent());
  const found = await findEvidence(list.evidence, stamp);
  const { asOf: _instant, cursor: _text, ...question } = list.query;
  const key = JSON.stringify([list.list, question, bounds.after, found.fingerprint]);
  const { data, next } = await pages(key, async () => {
    const page = await list.read(bounds, found);
    return { data: written(page.rows), next: page.next };
  });
  return pageAround(data, { nextCursor: cursorAt(list, next), knownThrough });
}

/** A page that is not remembered, as it is sent. */
export const writePage = ({ data, ...rest }: Page<unknown>) => pageAround(written(data), rest);

const written = (rows: readonly unknown[]) => Buffer.from(JSON.stringify(rows));

/** The bytes of a page: `data` first, then what else it says. */
function pageAround(data: Buffer, rest: Omit<Page<unknown>, "data">): Buffer {
  return Buffer.concat([Buffer.from('{"data":'), data, Buffer.from(`,${JSON.stringify(rest).slice(1)}`)]);
}
