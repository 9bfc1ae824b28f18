/** Whether a source fits a pattern, in which `*` stands for any letters, also none. In linear time, whatever the pattern. */
export function matchesSource(pattern: string, source: string): boolean {
  const [head = "", ...rest] = pattern.split("*");
  const tail = rest.pop();
  if (tail === undefined) return source === pattern;
  if (source.length < head.length + tail.length || !source.startsWith(head) || !source.endsWith(tail)) return false;
  const end = source.length - tail.length;
  let at = head.length;
  for (const part of rest) {
    const found = source.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
