/**
 * TensorFlow.js kernels as graph nodes, by kernel name. To cover one more kernel, add its rule to
 * the file of its family; what has no rule here fails by name when it is recorded.
 */
import { activationRules } from "./activation.js";
import { arithmeticRules } from "./arithmetic.js";
import { arrangementRules } from "./arrangement.js";
import { blockRules } from "./blocks.js";
import { comparisonRules } from "./comparison.js";
import { contractionRules } from "./contraction.js";
import { indexingRules } from "./indexing.js";
import { poolingRules } from "./pooling.js";
import { reductionRules } from "./reduction.js";
import { resizeRules } from "./resize.js";
import type { KernelRule } from "./rule.js";
import { selectionRules } from "./selection.js";
import { structuralRules } from "./structural.js";

export const kernelRules: Readonly<Record<string, KernelRule>> = {
  ...arithmeticRules,
  ...activationRules,
  ...comparisonRules,
  ...structuralRules,
  ...arrangementRules,
  ...indexingRules,
  ...blockRules,
  ...reductionRules,
  ...selectionRules,
  ...contractionRules,
  ...poolingRules,
  ...resizeRules,
};
