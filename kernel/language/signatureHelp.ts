/** The call in whose arguments a position is: its overloads, and the parameter that is being written. */
import type TS from "typescript";
import { ts } from "./typescript.js";

export interface Parameter {
  /** "b: number" */
  readonly declaration: string;
  readonly documentation: string;
}

export interface CallHelp {
  /** "add(a: number, b: number): number" for each overload, the fitting one first. */
  readonly overloads: readonly string[];
  /** The parameter that is being written. */
  readonly parameter: Parameter | undefined;
}

/** More overloads than this are only counted. */
const maximalOverloads = 12;
const never = {
  isCancellationRequested: () => false,
  throwIfCancellationRequested: () => undefined,
};

/** Undefined outside of arguments. */
export function callHelp(
  program: TS.Program,
  file: TS.SourceFile,
  position: number,
): CallHelp | undefined {
  const help = ts.SignatureHelp.getSignatureHelpItems(program, file, position, undefined, never);
  if (!help) return undefined;
  const { items, selectedItemIndex, argumentIndex } = help;
  const selected = items[selectedItemIndex];
  const others = items.filter((item) => item !== selected);
  const all = selected ? [selected, ...others] : others;
  const overloads = all.slice(0, maximalOverloads).map(signatureText);
  const more = all.length - overloads.length;
  const parameter = selected && parameterAt(selected, argumentIndex);
  return { overloads: more > 0 ? [...overloads, `… and ${more} more`] : overloads, parameter };
}

function signatureText(item: TS.SignatureHelpItem): string {
  const text = ts.displayPartsToString;
  const parameters = item.parameters
    .map(({ displayParts }) => text(displayParts))
    .join(text(item.separatorDisplayParts));
  return text(item.prefixDisplayParts) + parameters + text(item.suffixDisplayParts);
}

function parameterAt(item: TS.SignatureHelpItem, index: number): Parameter | undefined {
  const parameter =
    item.parameters[item.isVariadic ? Math.min(index, item.parameters.length - 1) : index];
  if (!parameter) return undefined;
  return {
    declaration: ts.displayPartsToString(parameter.displayParts),
    documentation: ts.displayPartsToString(parameter.documentation),
  };
}
