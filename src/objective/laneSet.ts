/**
 * The lanes that a sum is computed on: the calling thread, or worker threads, each with an executor
 * and compiled programs of its own.
 */
import { closeAll } from "../core/closeAll.js";
import type { Executor } from "../execute/executor.js";
import { remoteExecutor, type RemoteExecutor } from "../parallel/remoteExecutor.js";
import type { ScalarProgram } from "./scalarProgram.js";

export interface Lane {
  readonly executor: Executor;
  readonly programs: Map<string, ScalarProgram>;
}

export interface Setup {
  readonly workers: number;
  /** Whether one worker is a thread of its own; several always are. */
  readonly background?: boolean;
  /** Within an operation. */
  readonly threads: number;
}

export class LaneSet {
  readonly lanes: readonly Lane[];
  /** Pieces of work for a lane at a time: a thread finds the next one there when it has ended one. */
  readonly depth: 1 | 2;
  readonly #remote: readonly RemoteExecutor[];

  constructor(executor: Executor, { workers, threads, background }: Setup) {
    const local = threads === 1 ? executor : (executor.withThreads?.(threads) ?? executor);
    const length = workers === 1 && !background ? 0 : workers;
    this.#remote = Array.from({ length }, () => remoteExecutor(executor));
    const executors = length === 0 ? [local] : this.#remote;
    this.depth = length === 0 ? 1 : 2;
    this.lanes = executors.map((lane) => ({ executor: lane, programs: new Map() }));
  }

  /** Threads end in any case. */
  async close(): Promise<void> {
    const programs = this.lanes.flatMap((lane) => [...lane.programs.values()]);
    await closeAll(programs, () => Promise.all(this.#remote.map((remote) => remote.terminate())));
  }
}
