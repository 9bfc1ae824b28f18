/** One stored version of a figure, as far as the next one's outcome depends on it. */
export interface Vintage {
  readonly source: string;
  readonly value: string | null;
  readonly status: string;
  /** Source of record, log timestamp, partition and offset: the highest is current. */
  readonly version: bigint;
  /** The same without the source of record: the order in which figures were received. */
  readonly position: bigint;
}

/** All vintages of every coordinate that a batch touches, by `coordinateKey`, in no order. */
export type VintagesByCoordinate = Map<string, Vintage[]>;
