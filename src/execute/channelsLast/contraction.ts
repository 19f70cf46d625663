/**
 * Matrix products and convolutions. Transposed matrices are taken as they lie, with a flag; images
 * and filters are brought to N H W C and H W I O, where recorded programs have them already.
 */
import type { ConvWindow, NodeOf } from "../../graph/node.js";
import { sizeOf, type Shape } from "../../graph/shape.js";
import { identity, inMemory, type Arranged } from "./arranged.js";
import type { Shaped } from "./kernels.js";
import type { Lowering, Rule } from "./rule.js";

export const imageOrder = [0, 2, 3, 1];
const filterOrder = [2, 3, 1, 0];

export const lowerMatmul: Rule<"matmul"> = (lowering, node, [a, b]) => {
  const { k } = lowering;
  const { transposeA, transposeB } = node.attributes;
  const [x, y] = [matrix(lowering, a, transposeA), matrix(lowering, b, transposeB)];
  const order = identity(node.shape.length);
  if (x.value.shape.length > 2 && y.value.shape.length === 2 && !x.transposed) {
    const inner = x.value.shape[x.value.shape.length - 1];
    const rows = k.reshape(x.value, [sizeOf(x.value.shape) / inner, inner]); // one large product
    const product = k.matmul(rows, y.value, false, y.transposed);
    return { value: k.reshape(product, node.shape), order };
  }
  return { value: k.matmul(x.value, y.value, x.transposed, y.transposed), order };
};

function matrix<V extends Shaped>(
  { arranger }: Lowering<V>,
  x: Arranged<V>,
  transpose: boolean,
): { value: V; transposed: boolean } {
  const plain = identity(x.order.length);
  const [row, column] = plain.slice(-2);
  const swapped = [...plain.slice(0, -2), column, row];
  const liesSwapped = swapped.every((axis, i) => axis === x.order[i]);
  return liesSwapped
    ? { value: x.value, transposed: !transpose }
    : { value: arranger.at(x, plain), transposed: transpose };
}

export const lowerConv: Rule<"conv"> = ({ k, arranger }, node, [image, filter]) => {
  const window = node.attributes;
  const [x, w] = [arranger.at(image, imageOrder), arranger.at(filter, filterOrder)];
  const value =
    byChannel({ k }, node, x.shape[3])?.conv(x, k.reshape(w, channelwise(w.shape, x)), window) ??
    joined({ k }, window.groups, 3, (part) => k.conv(part(x, 3), part(w, 3), window));
  return { value, order: imageOrder };
};

/** Dilation is done by hand: TensorFlow's gradients on the CPU do not know it. */
export const lowerConvInputGrad: Rule<"convInputGrad"> = ({ k, arranger }, node, inputs) => {
  const window = node.attributes;
  const shape = inMemory(node.shape, imageOrder);
  const dy = arranger.at(inputs[0], imageOrder);
  const w = dilated({ k }, arranger.at(inputs[1], filterOrder), window);
  const depthwise = byChannel({ k }, node, shape[3]);
  const value = depthwise
    ? depthwise.convInputGrad(dy, k.reshape(w, channelwise(w.shape, { shape })), window, shape)
    : joined({ k }, window.groups, 3, (part) =>
        k.convInputGrad(part(dy, 3), part(w, 3), window, share(shape, 3, window.groups)),
      );
  return { value, order: imageOrder };
};

export const lowerConvFilterGrad: Rule<"convFilterGrad"> = ({ k, arranger }, node, inputs) => {
  const window = node.attributes;
  const [x, dy] = inputs.map((input) => arranger.at(input, imageOrder));
  const shape = inMemory(node.shape, filterOrder);
  const full = dilatedShape(shape, window);
  const depthwise = byChannel({ k }, node, x.shape[3]);
  const dw = depthwise
    ? k.reshape(depthwise.convFilterGrad(x, dy, window, channelwise(full, x)), full)
    : joined({ k }, window.groups, 3, (part) =>
        k.convFilterGrad(part(x, 3), part(dy, 3), window, share(full, 3, window.groups)),
      );
  const steps = [...window.dilations, 1, 1];
  const value = full === shape ? dw : k.slice(dw, [0, 0, 0, 0], shape, steps);
  return { value, order: filterOrder };
};

type Has<V extends Shaped> = Pick<Lowering<V>, "k">;

/** The kernels for one group per channel, where they can be used. */
function byChannel<V extends Shaped>(
  { k }: Has<V>,
  node: NodeOf<"conv" | "convInputGrad" | "convFilterGrad">,
  channels: number,
) {
  const { groups, dilations } = node.attributes;
  const plain = node.op !== "conv" || dilations.every((d) => d === 1);
  if (groups === 1 || groups !== channels || !plain) return undefined;
  return k.depthwise?.covers(node.attributes) ? k.depthwise : undefined;
}

/** [h, w, 1, O] → [h, w, I, O/I]. */
const channelwise = ([h, w, , filters]: Shape, { shape }: Shaped): Shape => [
  h,
  w,
  shape[3],
  filters / shape[3],
];

/** One result per group, joined along `axis`; `part` takes the group's share of an operand. */
function joined<V extends Shaped>(
  { k }: Has<V>,
  groups: number,
  axis: number,
  make: (part: (x: V, axis: number) => V) => V,
): V {
  if (groups === 1) return make((x) => x);
  const steps = [1, 1, 1, 1];
  const parts = identity(groups).map((group) =>
    make((x, along) => {
      const shape = share(x.shape, along, groups);
      const begin = shape.map((d, i) => (i === along ? group * d : 0));
      return k.slice(x, begin, shape, steps);
    }),
  );
  return k.concat(parts, axis);
}

const share = (shape: Shape, axis: number, groups: number): number[] =>
  shape.map((d, i) => (i === axis ? d / groups : d));

/** The filter with zeros between its taps. */
function dilated<V extends Shaped>({ k }: Has<V>, w: V, window: ConvWindow): V {
  const shape = dilatedShape(w.shape, window);
  if (shape === w.shape) return w;
  return k.spread(w, shape, [0, 0, 0, 0], [...window.dilations, 1, 1]);
}

function dilatedShape(shape: Shape, { dilations }: ConvWindow): Shape {
  if (dilations.every((d) => d === 1)) return shape;
  return shape.map((d, i) => (i < 2 ? dilations[i] * (d - 1) + 1 : d));
}
