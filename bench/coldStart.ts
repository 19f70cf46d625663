/** One cold start: loads eigenscape, makes an objective, takes one product, prints both times. */
import type { ExecutorName } from "../src/execute/choose.js";
import { net, type NetName } from "./nets.js";

const start = performance.now();
const { hessian, objective } = await import("../src/index.js");
const load = performance.now() - start;

const [, , name, executor] = process.argv as [string, string, NetName, ExecutorName];
const subject = net(name);
const begin = performance.now();
const batchSize = subject.batch;
const f = objective({ ...subject, loss: "softmaxCrossEntropy", batchSize, executor });
await hessian(f, f.start).apply(f.start);
console.log(JSON.stringify({ load, firstProduct: performance.now() - begin }));
