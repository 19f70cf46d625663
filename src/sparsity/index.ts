/** Sparsity: measures, pruning by magnitude, spectra on the support and off it. */
export { keepLargest } from "./keepLargest.js";
export { sparsityMeasures } from "./measures.js";
export type {
  ParameterSparsity,
  RolesOption,
  SparsityMeasures,
  SparsityReport,
} from "./measures.js";
export { restricted } from "./restricted.js";
export { support } from "./support.js";
export type { Support } from "./support.js";
