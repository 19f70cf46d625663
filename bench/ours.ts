/**
 * Our side: the compiled program alone, and the objective that users call, which adds the way of
 * vectors between float64 and float32 and the sum over batches.
 */
import type { ExecutorName } from "../src/execute/choose.js";
import type { Executor } from "../src/execute/executor.js";
import { onnxExecutor } from "../src/execute/onnx/onnx.js";
import { objective } from "../src/objective/objective.js";
import { localContender, type Contender } from "./harness/contender.js";
import type { Quantity } from "./harness/peers.js";
import type { Net } from "./nets.js";
import { netPrograms, tangentsOf } from "./programs.js";

export async function ourContenders(
  net: Net,
  quantity: Quantity,
  threads: number,
): Promise<Contender[]> {
  const bare = await bareProgram(net, quantity, onnxExecutor({ threads }));
  const side = threads === 1 ? "detail" : "ours";
  return [bare, throughObjective(net, quantity, threads, "onnx", side)];
}

export async function bareProgram(
  net: Net,
  quantity: Quantity,
  executor: Executor,
): Promise<Contender> {
  const { gradient, product, inputs } = netPrograms(net);
  const v = tangentsOf(net);
  const name = "eigenscape";
  switch (quantity) {
    case "gradient": {
      const compiled = await executor.compile(gradient);
      const call = async () => (await compiled.run(inputs)).slice(1); // without the value
      return localContender(name, "ours", call, () => compiled.close());
    }
    case "one-off product": {
      const whole = { inputs: [...product.inputs, ...product.tangents], outputs: product.outputs };
      const compiled = await executor.compile(whole);
      const call = () => compiled.run([...inputs, ...v]);
      return localContender(name, "ours", call, () => compiled.close());
    }
    case "amortised product": {
      const compiled = await executor.compileLinear(product);
      const linear = await compiled.linearize(inputs);
      const release = async () => {
        linear.close();
        await compiled.close();
      };
      return localContender(name, "ours", () => linear.apply(v), release);
    }
  }
}

/** On several cores: as many workers, each with its part of the batch on one thread. */
export function throughObjective(
  net: Net,
  quantity: Quantity,
  workers: number,
  executor: ExecutorName,
  side: Contender["side"],
): Contender {
  const batchSize = Math.ceil(net.batch / workers);
  const f = objective({ ...net, loss: "softmaxCrossEntropy", batchSize, workers, executor });
  const theta = f.start;
  const v = Float64Array.from(tangentsOf(net).flatMap((part) => [...part]));
  const name = workers === 1 ? "eigenscape objective" : `eigenscape ${workers} workers`;
  const release = () => f.close();
  switch (quantity) {
    case "gradient": {
      const call = async () => [(await f.gradient(theta)).gradient];
      return localContender(name, side, call, release);
    }
    case "one-off product":
      return localContender(name, side, async () => [await f.product(theta, v)], release);
    case "amortised product": {
      const linear = f.linearize(theta);
      return localContender(name, side, async () => [await linear.apply(v)], release);
    }
  }
}
