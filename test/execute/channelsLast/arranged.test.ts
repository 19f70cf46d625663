/** Values in an order of their own: moved once per order, and only where numbers have to move. */
import { expect, test, vi } from "vitest";
import { Arranger, commonOrder } from "../../../src/execute/channelsLast/arranged.js";
import { graphKernels } from "../../../src/execute/tensorflow/graphKernels.js";
import { graphWriter } from "../../../src/execute/tensorflow/writer.js";
import type { Shape } from "../../../src/graph/shape.js";

const named = (shape: Shape, order: Shape) => ({ value: { name: "in0", shape }, order });

function arranger() {
  const kernels = graphKernels(graphWriter([]));
  const transpose = vi.fn<typeof kernels.transpose>((x, order) => kernels.transpose(x, order));
  return { transpose, arranger: new Arranger({ ...kernels, transpose }) };
}

test("each move is made once, and each order is a move of its own", () => {
  const { transpose, arranger: a } = arranger();
  const x = named([2, 3, 4], [0, 1, 2]);
  const turned = a.at(x, [2, 1, 0]);
  expect(turned.shape).toEqual([4, 3, 2]);
  expect(a.at(x, [1, 0, 2]).shape).toEqual([3, 2, 4]);
  expect(a.at(x, [2, 1, 0])).toBe(turned);
  expect(a.at(x, [0, 1, 2])).toBe(x.value);
  expect(transpose.mock.calls.map(([, permutation]) => permutation)).toEqual([
    [2, 1, 0],
    [1, 0, 2],
  ]);
});

test("a value lies where its order says", () => {
  const { transpose, arranger: a } = arranger();
  const image = named([2, 5, 6, 3], [0, 2, 3, 1]); // N H W C of N C H W
  expect(a.at(image, [0, 1, 2, 3]).shape).toEqual([2, 3, 5, 6]);
  expect(transpose.mock.calls[0][1]).toEqual([0, 3, 1, 2]);
  expect(a.aligned(named([3, 4], [1, 0]), [2, 1, 0]).shape).toEqual([3, 4, 1]);
  expect(transpose).toHaveBeenCalledTimes(1);
});

test("operands meet in the order of the largest; of equals, in the odd one", () => {
  const plain = named([2, 3], [0, 1]);
  const odd = named([3, 2], [1, 0]);
  expect(commonOrder([plain, odd], 2)).toEqual([1, 0]);
  expect(commonOrder([odd, plain], 2)).toEqual([1, 0]);
  expect(commonOrder([odd, named([4, 3], [0, 1])], 2)).toEqual([0, 1]);
  expect(commonOrder([named([9], [0]), odd], 2)).toEqual([1, 0]);
  expect(commonOrder([named([9], [0])], 2)).toEqual([0, 1]);
});
