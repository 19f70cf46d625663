/** The program of a kernel case as a loss, with the values at which its derivatives are looked at. */
import { gradient, hessianProduct } from "../../src/graph/derivatives.js";
import { mul, unary } from "../../src/graph/elementwise.js";
import { Graph } from "../../src/graph/graph.js";
import { sizeOf } from "../../src/graph/shape.js";
import { reshape, sum } from "../../src/graph/structural.js";
import { record } from "../../src/record/recorder.js";
import type { KernelCase } from "./kernelCases.js";
import { normalVector } from "./matrices.js";

/** Gradient and Hessian product of Σ wᵢ sin(outputᵢ), w standard normal. */
export function curvedLoss([, shapes, program]: KernelCase) {
  const g = new Graph();
  const inputs = shapes.map((shape, i) => g.input(`x${i}`, shape));
  const tangents = shapes.map((shape, i) => g.input(`t${i}`, shape));
  const recorded = inputs.map((node) => ({ node, dtype: "float32" as const }));
  const output = record(g, recorded, program);
  // A scalar with curvature of its own, so that linear kernels have second derivatives to show.
  const weights = g.constant(normalVector(sizeOf(output.shape), 21), output.shape);
  const curved = mul(g, weights, unary(g, "sin", output));
  const loss = reshape(g, sum(g, curved, [...output.shape.keys()]), []);
  const slopes = gradient(g, loss, inputs);
  const products = hessianProduct(g, slopes, inputs, tangents);
  const values = shapes.map((shape, i) => normalVector(sizeOf(shape), i + 1));
  const directions = shapes.map((shape, i) => normalVector(sizeOf(shape), i + 11));
  return { g, inputs, tangents, output, loss, slopes, products, values, directions };
}
