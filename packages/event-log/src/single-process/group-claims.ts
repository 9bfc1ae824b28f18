/** Which partitions of which groups are in a handler now, so that members of one group never hold the same one. */
export class GroupClaims {
  readonly #claimed = new Set<string>();

  /** True when the caller now holds the partition. */
  claim(group: string, topic: string, partition: number): boolean {
    const key = claimKey(group, topic, partition);
    if (this.#claimed.has(key)) return false;
    this.#claimed.add(key);
    return true;
  }

  release(group: string, topic: string, partition: number): void {
    this.#claimed.delete(claimKey(group, topic, partition));
  }
}

function claimKey(group: string, topic: string, partition: number): string {
  return JSON.stringify([group, topic, partition]);
}
