/** The door `eigenscape/kernel`: what libraries may know of the kernel, and its installation. */
export type {
  Comm,
  CommMessage,
  CommOpenOptions,
  CommSendOptions,
  DisplayOptions,
  KernelHost,
  MimeBundle,
} from "./host/hostTypes.js";
export { installKernelspec, kernelName, type InstallOptions } from "./install/kernelspec.js";
export { inspectKernel, type Inspection } from "./install/inspect.js";
