/**
 * The bare programs of a net: what the engine makes of its loss, without an objective around it.
 */
import type * as tf from "@tensorflow/tfjs";
import { gradient, hessianProduct } from "../src/graph/derivatives.js";
import { Graph } from "../src/graph/graph.js";
import type { LinearProgram, Program } from "../src/graph/node.js";
import { losses } from "../src/objective/losses.js";
import { record } from "../src/record/recorder.js";
import { normal, type Net } from "./nets.js";

export interface NetPrograms {
  readonly gradient: Program;
  readonly product: LinearProgram;
  /** Values for the inputs of both. */
  readonly inputs: readonly Float32Array[];
}

/** Records the loss on the net's own batch and differentiates it. */
export function netPrograms(net: Net): NetPrograms {
  const g = new Graph();
  const names = Object.keys(net.parameters);
  const { inputs, targets } = net.data;
  const parameters = names.map((name) => g.input(name, net.parameters[name].shape));
  const data = [g.input("inputs", inputs.shape), g.input("targets", targets.shape)];
  const recorded = [
    ...parameters.map((node) => ({ node, dtype: "float32" as const })),
    { node: data[0], dtype: "float32" as const },
    { node: data[1], dtype: "int32" as const },
  ];
  const loss = record(g, recorded, (...tensors) => {
    const named = Object.fromEntries(
      names.map((name, i): [string, tf.Tensor] => [name, tensors[i]]),
    );
    const [x, labels] = tensors.slice(names.length);
    return losses.softmaxCrossEntropy(net.outputs(named, x), labels);
  });
  const gradients = gradient(g, loss, parameters);
  const tangents = parameters.map((p, i) => g.input(`tangent ${i}`, p.shape));
  const products = hessianProduct(g, gradients, parameters, tangents);
  const start = [
    ...names.map((name) => net.parameters[name].values),
    inputs.values,
    targets.values,
  ];
  return {
    gradient: { inputs: [...parameters, ...data], outputs: [loss, ...gradients] },
    product: { inputs: [...parameters, ...data], tangents, outputs: products },
    inputs: start.map((values) => Float32Array.from(values)),
  };
}

/** The vector v of all products, one array per parameter. */
export function tangentsOf({ name, parameters }: Net): Float32Array[] {
  return Object.entries(parameters).map(([key, { shape }]) => normal(`${name} v ${key}`, shape, 1));
}
