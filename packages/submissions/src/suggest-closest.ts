import { distance } from "fastest-levenshtein";

const MAX_CHARS = 64;

/**
 * The candidates that a misspelt text is closest to, at most `limit`; none where nothing is close, or where more are
 * equally close than anyone would want to read. Two letters swapped (`gpd`) are two edits.
 */
export function suggestClosest(text: string, candidates: Iterable<string>, limit = 1): string[] {
  if (text.length > MAX_CHARS) return [];
  let best = Math.max(2, Math.floor(text.length / 3));
  let closest: string[] = [];
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - text.length) > best) continue;
    const edits = distance(text, candidate);
    if (edits > best || edits >= Math.max(text.length, candidate.length)) continue;
    closest = edits < best ? [candidate] : [...closest, candidate];
    best = edits;
  }
  return closest.length <= limit ? closest : [];
}
