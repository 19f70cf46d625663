/** Many products of one net in a row; prints the resident memory in MiB every so often. */
import { hessian, objective } from "../src/index.js";
import type { ExecutorName } from "../src/execute/choose.js";
import { net, type NetName } from "./nets.js";

type Arguments = [string, string, NetName, ExecutorName, string, string];
const [, , name, executor, products, every] = process.argv as Arguments;
const subject = net(name);
const batchSize = subject.batch;
const f = objective({ ...subject, loss: "softmaxCrossEntropy", batchSize, executor });
const matrix = hessian(f, f.start);
for (let count = 1; count <= Number(products); count++) {
  await matrix.apply(f.start);
  if (count % Number(every) === 0) {
    console.log(`resident ${(process.memoryUsage().rss / 2 ** 20).toFixed(2)}`);
  }
}
