import type { KafkaAdmin } from "./kafka-admin.ts";

/** Where a group stands in a partition: null while it has committed nothing. */
export interface Position {
  readonly nextOffset: bigint | null;
  readonly metadata: string;
}

/**
 * What this member knows of its partitions. Forgotten at every join of the group, since others may have had the
 * partition meanwhile, and read from the broker again with the first batch.
 */
export class PartitionPositions {
  readonly #admin: KafkaAdmin;
  readonly #group: string;
  #positions = new Map<string, Position>();
  #generation = 0;

  constructor(admin: KafkaAdmin, group: string) {
    this.#admin = admin;
    this.#group = group;
  }

  get generation(): number {
    return this.#generation;
  }

  forgetAll(): void {
    this.#generation += 1;
    this.#positions = new Map();
  }

  async of(topic: string, partition: number): Promise<Position> {
    const known = this.#positions.get(positionKey(topic, partition));
    if (known !== undefined) return known;
    const generation = this.#generation;
    const committed = (await this.#admin.committedOffsets(this.#group, topic)).get(partition);
    const position = { nextOffset: committed?.offset ?? null, metadata: committed?.metadata ?? "" };
    this.set(topic, partition, { generation, position });
    return position;
  }

  /** Keeps the position unless the group was joined again since `generation`. */
  set(topic: string, partition: number, known: { generation: number; position: Position }): void {
    if (known.generation === this.#generation) this.#positions.set(positionKey(topic, partition), known.position);
  }
}

function positionKey(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}
