/**
 * TensorFlow.js kernels as graph nodes, by kernel name. To cover one more kernel, add its rule to
 * the file of its family; what has no rule here fails by name when it is recorded.
 */
import { arithmeticRules } from "./arithmetic.js";
import { contractionRules } from "./contraction.js";
import { reductionRules } from "./reduction.js";
import type { KernelRule } from "./rule.js";
import { structuralRules } from "./structural.js";

export const kernelRules: Readonly<Record<string, KernelRule>> = {
  ...arithmeticRules,
  ...structuralRules,
  ...reductionRules,
  ...contractionRules,
};
