/** Which class of which browser module holds a widget's state and draws it. */
import { moduleName, moduleVersion } from "./version.js";

export interface ModelIdentity {
  readonly module: string;
  /** A version or a range. */
  readonly version: string;
  /** Name of the class that holds the state. */
  readonly model: string;
  /** Name of the class that draws it; null for what is not drawn, such as a link. */
  readonly view: string | null;
  /** Where the view is, if elsewhere. */
  readonly viewModule?: string;
}

/** A widget of our own browser module. */
export function ownIdentity(name: string): ModelIdentity {
  return {
    module: moduleName,
    version: moduleVersion,
    model: `${name}Model`,
    view: `${name}View`,
  };
}

/** The entries that every widget's state must have and that never change. */
export function identityState(identity: ModelIdentity): Record<string, unknown> {
  return {
    _model_module: identity.module,
    _model_module_version: identity.version,
    _model_name: identity.model,
    _view_module: identity.viewModule ?? identity.module,
    _view_module_version: identity.version,
    _view_name: identity.view,
    _view_count: null,
  };
}
