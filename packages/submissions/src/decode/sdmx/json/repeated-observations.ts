import { type JsonValue, textOfJson } from "./json-value.ts";

/** Observations of a generation: beyond two of them a repetition is no longer seen, and left to the rules. */
const GENERATION = 50_000;

/**
 * Remembers observations, in bounded memory. Says whether the same one was there before with the same values: then
 * nothing is lost by passing over it. With other values both have to go on, so that the rules refuse both.
 */
export class RepeatedObservations {
  #young = new Map<string, string>();
  #old = new Map<string, string>();

  isRepeated(key: string, values: readonly JsonValue[], seriesAttributes: readonly JsonValue[]): boolean {
    let text = seriesAttributes.length === 0 ? "" : (textOfJson(seriesAttributes) ?? "");
    for (const value of values) text += `\u0001${textOfJson(value) ?? "\u0002"}`;
    const before = this.#young.get(key) ?? this.#old.get(key);
    if (before !== undefined) return before === text;
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, text);
    return false;
  }
}
