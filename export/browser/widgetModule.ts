/**
 * The classes of a widget's module as they are in the page: ours. For what is not in it, such as
 * modules of others and states of another major version, stand-ins that say so; they are not fetched.
 */
import * as exported from "../../widgets/browser/exports.js";
import { version } from "../../widgets/browser/version.js";
import { whyNotDrawn } from "../savedBy.js";
import { standInView, StandInModel } from "./standIn.js";

type Classes = Readonly<Record<string, unknown>>;

/** Jupyter's manager asks the module for the class of a model or a view, by name. */
export function widgetModule(module: string, savedVersion: string): Promise<Classes> {
  const why = whyNotDrawn(module, savedVersion, version);
  const ours: Classes = why === undefined ? exported : {};
  const missing = why ?? `eigenscape ${version}, whose code is in this report, has no such widget`;
  return Promise.resolve(
    new Proxy(ours, { get: (_, name) => ours[String(name)] ?? standIn(String(name), missing) }),
  );
}

/** For every class; but a promise asks for `then`, which a module must not have. */
function standIn(name: string, why: string): unknown {
  if (name.endsWith("View")) return standInView(why);
  return name.endsWith("Model") ? StandInModel : undefined;
}
