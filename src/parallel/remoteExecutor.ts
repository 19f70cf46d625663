/**
 * An executor whose programs run in a worker thread. Native runs block the thread that calls them,
 * so two cores are used by two threads, each with programs and residuals of its own.
 */
import type { Executor, NumericArray } from "../execute/executor.js";
import { fastestExecutor } from "../execute/fastestExecutor.js";
import { flatten } from "../graph/transfer.js";
import { Thread, type Reply } from "./thread.js";

export interface RemoteExecutor extends Executor {
  /** Ends the thread; whatever is under way is rejected. */
  terminate(): Promise<void>;
}

/** The same executor on a thread of its own. Who chooses among candidates does so on this side. */
export function remoteExecutor(local: Executor): RemoteExecutor {
  const thread = new Thread();
  const { candidates } = local;
  const remote = candidates
    ? fastestExecutor(candidates.map((candidate) => onThread(candidate, thread)))
    : onThread(local, thread);
  return { ...remote, terminate: () => thread.terminate() };
}

function onThread({ name, precision, relativeError }: Executor, thread: Thread): Executor {
  return {
    name,
    precision,
    relativeError,
    async compile(program) {
      const id = thread.number();
      await thread.ask({ do: "compile", id, executor: name, program: flatten(program) });
      return {
        run: async (inputs) => arraysOf(await thread.ask({ do: "run", id }, inputs)),
        close: () => thread.tell({ do: "close", id }),
      };
    },
    async compileLinear(program, options) {
      const id = thread.number();
      const request = { id, executor: name, program: flatten(program), options } as const;
      await thread.ask({ do: "compileLinear", ...request });
      return {
        async linearize(inputs) {
          const point = thread.number();
          const { bytes = 0 } = await thread.ask({ do: "linearize", id, point }, inputs);
          return {
            bytes,
            apply: async (tangents) => arraysOf(await thread.ask({ do: "apply", point }, tangents)),
            close: () => void thread.tell({ do: "forget", point }),
          };
        },
        close: () => thread.tell({ do: "close", id }),
      };
    },
  };
}

const arraysOf = ({ arrays = [] }: Reply): NumericArray[] => [...arrays];
