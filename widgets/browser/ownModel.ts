/** The entries by which Jupyter finds model and view of a name in our module. */
import type { ModuleName } from "../contract.js";
import { version } from "./version.js";

const moduleName: ModuleName = "eigenscape";

export function ownModel(name: string): Record<string, string> {
  return {
    _model_module: moduleName,
    _model_module_version: version,
    _model_name: `${name}Model`,
    _view_module: moduleName,
    _view_module_version: version,
    _view_name: `${name}View`,
  };
}
