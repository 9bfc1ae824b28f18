/** Endings and beginnings by which programs mark a file that they still write, or that only says that another is open. */
const MARK = /^\.|^~\$|\.(part|partial|filepart|tmp|temp|crdownload|download|swp|lock)$/i;

/** Whether a file of this name is nobody's submission, now or ever: it is left where it is. */
export function hasWriterMark(name: string): boolean {
  return MARK.test(name);
}

/**
 * Names by which another file in the folder says that this one is being written: `<name>.lock`, or the marks that Excel
 * and LibreOffice leave beside a workbook that is open. Excel cuts two letters off a long name.
 */
export function lockNames(name: string): readonly string[] {
  return [`${name}.lock`, `.~lock.${name}#`, `~$${name}`, `~$${name.slice(2)}`];
}
