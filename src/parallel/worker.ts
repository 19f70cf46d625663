/**
 * A worker thread: it runs programs that are sent to it, one after the other.
 */
import { parentPort } from "node:worker_threads";
import type { Compiled, CompiledLinear, Linearization } from "../execute/executor.js";
import { loadExecutor } from "../execute/loadExecutor.js";
import { inflate } from "../graph/transfer.js";
import type { Answer, Arrays, Numbered, Request } from "./messages.js";
import { Unpacker } from "./unpacker.js";

const compiled = new Map<number, Compiled>();
const linear = new Map<number, CompiledLinear>();
const points = new Map<number, Linearization>();
const unpacker = new Unpacker();

type Result = Omit<Extract<Answer, { readonly arrays?: unknown }>, "call">;

async function perform(request: Request, arrays: Arrays): Promise<Result> {
  switch (request.do) {
    case "compile": {
      const executor = await loadExecutor(request.executor);
      compiled.set(request.id, await executor.compile(inflate(request.program)));
      return {};
    }
    case "compileLinear": {
      const executor = await loadExecutor(request.executor);
      const program = inflate(request.program);
      linear.set(request.id, await executor.compileLinear(program, request.options));
      return {};
    }
    case "run":
      return { arrays: await known(compiled, request.id).run(arrays) };
    case "linearize": {
      const point = await known(linear, request.id).linearize(arrays);
      points.set(request.point, point);
      return { bytes: point.bytes };
    }
    case "apply":
      return { arrays: await known(points, request.point).apply(arrays) };
    case "forget":
      points.get(request.point)?.close();
      points.delete(request.point);
      return {};
    case "close":
      await compiled.get(request.id)?.close();
      await linear.get(request.id)?.close();
      compiled.delete(request.id);
      linear.delete(request.id);
      return {};
  }
}

function known<T>(map: ReadonlyMap<number, T>, id: number): T {
  const value = map.get(id);
  if (value !== undefined) return value;
  throw new Error(`worker: program must be compiled and open, got number ${id}`);
}

/**
 * Arrays that own their whole buffer can move to the other thread without a copy.
 * @param given What the result was made from: it is needed here, should an executor hand it back.
 */
function transferable(arrays: Arrays, given: Arrays): ArrayBuffer[] {
  const stay = new Set(given.map(({ buffer }) => buffer));
  const own = arrays.flatMap(({ buffer, byteLength }) =>
    buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [],
  );
  return [...new Set(own)].filter((buffer) => !stay.has(buffer));
}

// One at a time: native calls block the thread anyway, and order is part of the contract.
let queue: Promise<void> = Promise.resolve();

parentPort?.on("message", ({ call, request, parcel }: Numbered) => {
  const given = unpacker.unpack(parcel); // now, so that parcels are opened in their order
  queue = queue.then(async () => {
    try {
      const result = await perform(request, given);
      parentPort?.postMessage({ call, ...result }, transferable(result.arrays ?? [], given));
    } catch (error) {
      parentPort?.postMessage({
        call,
        error: error instanceof Error ? error.message : String(error),
      });
    }
  });
});
