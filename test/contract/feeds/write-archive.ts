import { crc32, deflateRawSync } from "node:zlib";

export interface ArchivePart {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** What the directory says of its unpacked size, where that is a lie. */
  readonly declaredBytes?: number;
}

/** A zip archive of these parts, deflated, with a fixed date: the same parts give the same bytes. */
export function writeArchive(parts: readonly ArchivePart[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, declaredBytes } of parts) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const nameBytes = Buffer.from(name);
    const common = commonHeader({ crc: crc32(plain), packed, size: declaredBytes ?? plain.length, nameBytes });
    const file = Buffer.concat([u32(0x04034b50), common, u16(0), nameBytes, packed]);
    directory.push(
      Buffer.concat([u32(0x02014b50), u16(20), common, u16(0), u16(0), u16(0), u16(0), u32(0), u32(offset), nameBytes]),
    );
    files.push(file);
    offset += file.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const count = u16(parts.length);
  const end = Buffer.concat([u32(0x06054b50), u16(0), u16(0), count, count, u32(size), u32(offset), u16(0)]);
  return Buffer.concat([...files, ...directory, end]);
}

interface Header {
  readonly crc: number;
  readonly packed: Buffer;
  readonly size: number;
  readonly nameBytes: Buffer;
}

const DEFLATED = 8;
const NAMES_ARE_UTF8 = 0x0800;
/** The 1st of January 1980, the first day of the format. */
const DATE = 0x0021;

function commonHeader({ crc, packed, size, nameBytes }: Header): Buffer {
  return Buffer.concat([
    ...[20, NAMES_ARE_UTF8, DEFLATED, 0, DATE].map(u16),
    ...[crc, packed.length, size].map(u32),
    u16(nameBytes.length),
  ]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
