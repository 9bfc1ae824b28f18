/** A part of a process that is started and stopped: a server, a stage, a schedule, a connection. */
export interface Component {
  readonly name: string;
  /** Resolves when the part does its work. A throw means that it holds nothing. */
  start(): Promise<void>;
  /** Takes no new work, finishes what is in hand, lets go. Called once, only after `start` resolved. */
  stop(): Promise<void>;
  /** Read after `start`. Rejects when the part can no longer work: the process then goes down, and its supervisor restarts it. */
  readonly failed?: Promise<unknown> | undefined;
}
