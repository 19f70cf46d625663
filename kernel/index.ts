/** The door `eigenscape/kernel`: what libraries may know of the kernel, and its installation. */
export { clearOutput, display, updateDisplay } from "./host/display.js";
export { html, javascript, json, latex, markdown, markdown as md, svg } from "./display/helpers.js";
export { displaySymbol } from "./display/symbols.js";
export { image } from "./display/image.js";
export type {
  Comm,
  CommMessage,
  CommOpenOptions,
  CommSendOptions,
  Displayable,
  DisplayHandle,
  DisplayOptions,
  ImageOptions,
  InputOptions,
  KernelHost,
  MimeBundle,
  OutputSink,
  TextTag,
} from "./host/hostTypes.js";
export {
  installKernelspec,
  kernelName,
  listKernelspecs,
  uninstallKernelspecs,
  type InstallOptions,
} from "./install/kernelspec.js";
export { jupyterDataFolder } from "./install/jupyterFolders.js";
export { findInstallation, type JupyterInstallation } from "./install/installation.js";
export { buildSnapshot } from "./snapshot/buildSnapshot.js";
export { snapshotObstacle } from "./snapshot/snapshotBlob.js";
export { inspectKernel, type Inspection } from "./install/inspect.js";
