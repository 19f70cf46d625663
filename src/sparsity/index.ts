/** Sparsity: measures, pruning by magnitude, exact zeros with a certificate, spectra on the support and off it. */
export type {
  Certificate,
  CertificateRecord,
  ParameterResidual,
  ZerosCheck,
} from "./certificate.js";
export { certify } from "./certify.js";
export type { Certifiable, CertifyOptions } from "./certify.js";
export { finish } from "./finish.js";
export type { Finished, FinishOptions } from "./finish.js";
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
