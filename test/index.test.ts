/** Whoever can call a public function can also name the types of its signature; tsc checks it. */
import { expectTypeOf, test } from "vitest";
import * as eigenscape from "../src/index.js";
import type {
  Basis, BatchObjective, BatchOf, Curvature, CurvatureOption, DataTree, ExecutorName, LayersFunction,
  LayersModelOptions, Likelihood, LinearizeOptions, LossName, ModelObjective, NumberArray, Objective,
  OutputsObjective, ParameterValues, Precision, PredictorOptions, RitzValues, Rows, TrainOptions,
  TridiagonalizeOptions, VectorsAtOnce, ArrayTensor,
} from "../src/index.js"; // prettier-ignore

type Values = ParameterValues;

test("types of signatures have public names", () => {
  expectTypeOf<Rows | undefined>().toEqualTypeOf<Parameters<Objective["value"]>[1]>();
  expectTypeOf<Likelihood | undefined>().toEqualTypeOf<Objective["likelihood"]>();
  expectTypeOf<Precision>().toEqualTypeOf<Objective["precision"]>();
  expectTypeOf<Basis>().toEqualTypeOf<ReturnType<Objective["basis"]>>();
  expectTypeOf<ExecutorName | undefined>().toEqualTypeOf<ModelObjective["executor"]>();
  expectTypeOf<LossName>().toExtend<OutputsObjective<Values, DataTree>["loss"]>();
  type Batch = Parameters<BatchObjective<Values, { x: ArrayTensor }>["loss"]>[1];
  expectTypeOf<BatchOf<{ x: ArrayTensor }>>().toEqualTypeOf<Batch>();
  expectTypeOf<Curvature | undefined>().toEqualTypeOf<CurvatureOption["curvature"]>();
  expectTypeOf<VectorsAtOnce | undefined>().toEqualTypeOf<LinearizeOptions["vectorsAtOnce"]>();
  expectTypeOf<NumberArray>().toEqualTypeOf<ArrayTensor["values"]>();
  expectTypeOf(eigenscape.predictor).parameter(0).toEqualTypeOf<PredictorOptions>();
  expectTypeOf(eigenscape.layersModel).parameter(1).toEqualTypeOf<LayersModelOptions | undefined>();
  expectTypeOf(eigenscape.layersModel).returns.toEqualTypeOf<LayersFunction>();
  expectTypeOf(eigenscape.ritz).returns.toEqualTypeOf<RitzValues>();
  type Steps = Parameters<typeof eigenscape.tridiagonalize>;
  expectTypeOf<TridiagonalizeOptions>().toEqualTypeOf<Steps[2]>();
  expectTypeOf<TrainOptions<number>>().toExtend<object>();
});
