/** One cold start: loads eigenscape, makes an objective, takes one product, prints both times. */
import { net, netNames, type NetName } from "./nets.js";

const start = performance.now();
const { hessian, objective } = await import("../src/index.js");
const load = performance.now() - start;

const subject = net(
  netNames.find((name) => name === process.argv[2]) ?? ("LeNet" satisfies NetName),
);
const begin = performance.now();
const f = objective({ ...subject, loss: "softmaxCrossEntropy", batchSize: subject.batch });
await hessian(f, f.start).apply(f.start);
console.log(JSON.stringify({ load, firstProduct: performance.now() - begin }));
