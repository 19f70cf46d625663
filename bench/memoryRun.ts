/** Many products of one net in a row; prints the resident memory in MiB every so often. */
import { hessian, objective } from "../src/index.js";
import { net, netNames } from "./nets.js";

const [, , name, products, every] = process.argv;
const subject = net(netNames.find((known) => known === name) ?? "LeNet");
const f = objective({ ...subject, loss: "softmaxCrossEntropy", batchSize: subject.batch });
const matrix = hessian(f, f.start);
for (let count = 1; count <= Number(products); count++) {
  await matrix.apply(f.start);
  if (count % Number(every) === 0) {
    console.log(`resident ${(process.memoryUsage().rss / 2 ** 20).toFixed(2)}`);
  }
}
