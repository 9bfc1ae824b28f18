import { type ArchivePart, writeArchive } from "../../contract/feeds/write-archive.ts";
import type { Random } from "../random.ts";
import { mutateBytes } from "./mutate-bytes.ts";

/** A workbook with one of its parts broken and packed again, or broken as an archive. */
export function mutateWorkbook(random: Random, parts: readonly ArchivePart[]): Buffer {
  const changed = [...parts];
  const at = random.below(changed.length);
  const part = changed[at];
  if (part === undefined) return writeArchive(changed);
  const other = Buffer.from(random.pick(changed).content);
  switch (
    random.pick(["content", "content", "content", "size", "name", "remove", "double", "many", "ends", "bytes"] as const)
  ) {
    case "content":
      changed[at] = { ...part, content: mutateBytes(random, Buffer.from(part.content), other) };
      break;
    case "size":
      changed[at] = { ...part, declaredBytes: random.pick([0, 1, part.content.length + 1, 2 ** 31, 2 ** 32 - 1]) };
      break;
    case "name":
      changed[at] = {
        ...part,
        name: random.pick(["../../etc/passwd", "/x", "xl\\a", "", "xl/vbaProject.bin", "\0", "a/".repeat(400)]),
      };
      break;
    case "remove":
      changed.splice(at, 1);
      break;
    case "double":
      changed.push(part);
      break;
    case "many":
      for (let index = 0; index < 200; index += 1) changed.push({ name: `xl/media/${index}.bin`, content: "" });
      break;
    case "ends":
      changed[at] = {
        ...part,
        content: Buffer.concat([Buffer.from(part.content), Buffer.alloc(random.below(2_000_000))]),
      };
      break;
    case "bytes":
      return mutateBytes(random, writeArchive(changed), other);
  }
  return writeArchive(changed);
}
