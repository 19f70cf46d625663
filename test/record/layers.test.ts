/** Every layer of tf.layers with its options: the recorded numbers are those of tf.layers. */
import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test } from "vitest";
import { predictor } from "../../src/objective/predictor.js";
import { layersModel } from "../../src/record/layersModel.js";
import { expectClose } from "../support/closeness.js";
import { layerCases } from "../support/layerCases.js";
import { inputsFor, seeded } from "../support/seededModel.js";

beforeAll(() => tf.setBackend("cpu"));

describe.each(layerCases)("%s", (name, make, shape) => {
  test.each([false, true])("training: %s", async (training) => {
    const model = seeded(make());
    const tokens = name.includes("tokens");
    const inputs = inputsFor(shape, tokens);
    const network = layersModel(model, { training });
    const theta = Object.values(network.parameters).flatMap(({ values }) => [...values]);
    const predict = predictor({
      parameters: network.parameters,
      outputs: (p, x) => network.outputs(p, x),
      precision: "float64",
    });
    const actual = await predict.outputs(Float64Array.from(theta), inputs);
    const tensor = tf.tensor(inputs.values, inputs.shape, tokens ? "int32" : "float32");
    const expected = model.apply(tensor, { training }) as tf.Tensor;
    expect(actual.shape).toEqual(expected.shape);
    expectClose(actual.values, await expected.data(), 3e-6);
  });
});
