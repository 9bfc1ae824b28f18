/** Something that lies in the inbox. */
export interface InboxEntry {
  /** Absolute. Bytes, since names on a share need not be UTF-8. */
  readonly path: Buffer;
  /** Folders below the inbox that it lies in, and its own name, as texts for people. */
  readonly folders: readonly string[];
  readonly name: string;
  readonly size: number;
  readonly mtimeMs: number;
  readonly inode: number;
  /** The file beside it that says that this one is still being written; null where there is none. */
  readonly lock: FileLock | null;
}

export interface FileLock {
  readonly name: string;
  readonly mtimeMs: number;
}

/** Where it lies below the inbox, for people. */
export function pathText({ folders, name }: Pick<InboxEntry, "folders" | "name">): string {
  return [...folders, name].join("/");
}

/** One name of a directory. What is no UTF-8 is read as GB18030, which older Windows programs write. */
export function nameOf(bytes: Buffer): string {
  try {
    return strict.decode(bytes);
  } catch {
    return gb18030.decode(bytes);
  }
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const gb18030 = new TextDecoder("gb18030");
