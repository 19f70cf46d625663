/**
 * Our side: the compiled program alone, and the objective that users call, which adds the way of
 * vectors between float64 and float32 and the sum over batches.
 */
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
  const bare = await bareProgram(net, quantity, threads);
  if (threads > 1) return [bare]; // objectives run on one thread
  return [bare, throughObjective(net, quantity)];
}

async function bareProgram(net: Net, quantity: Quantity, threads: number): Promise<Contender> {
  const executor = onnxExecutor({ threads });
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

function throughObjective(net: Net, quantity: Quantity): Contender {
  const f = objective({ ...net, loss: "softmaxCrossEntropy", batchSize: net.batch });
  const theta = f.start;
  const v = Float64Array.from(tangentsOf(net).flatMap((part) => [...part]));
  const name = "eigenscape objective";
  const release = () => f.close();
  switch (quantity) {
    case "gradient": {
      const call = async () => [(await f.gradient(theta)).gradient];
      return localContender(name, "detail", call, release);
    }
    case "one-off product":
      return localContender(name, "detail", async () => [await f.product(theta, v)], release);
    case "amortised product": {
      const linear = f.linearize(theta);
      return localContender(name, "detail", async () => [await linear.apply(v)], release);
    }
  }
}
