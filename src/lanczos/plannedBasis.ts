/**
 * Where Lanczos keeps its vectors, planned before any memory is taken: steps · n numbers of 8 bytes (plain),
 * 12 (compiled) or 4 (float32). The choice is the caller's and never that of the machine's memory, so
 * that one seed gives the same bytes on a small machine and on a large one.
 */
import { totalmem } from "node:os";
import { plainBasis, type Basis } from "../core/basis.js";
import { checkChoice, checkPositive } from "../core/check.js";
import { singleBasis } from "../core/singleBasis.js";
import type { SymmetricOperator } from "../operators/operator.js";

export type BasisPrecision = "float64" | "float32";

export interface BasisOptions {
  /**
   * "float64": the operator's own basis, 8 or 12 bytes per number. "float32": 4 bytes and twice the
   * time, with dot products in float64; for networks whose basis would not fit. Default "float64".
   */
  readonly basis?: BasisPrecision | undefined;
  /** Bytes that the basis may take. Default: half of the memory of the machine, or of the container. */
  readonly memory?: number | undefined;
}

/** An empty basis for so many vectors; an error where it would not fit. */
export function plannedBasis(
  caller: string,
  operator: SymmetricOperator,
  steps: number,
  options: BasisOptions,
): Basis {
  checkBasis(caller, operator, steps, options);
  if (options.basis === "float32") return singleBasis(operator.size);
  return operator.basis?.(steps) ?? plainBasis(operator.size);
}

/** Throws where a basis of so many vectors would not fit. */
export function checkBasis(
  caller: string,
  operator: SymmetricOperator,
  steps: number,
  { basis = "float64", memory = halfOfAll() }: BasisOptions,
): void {
  checkChoice(caller, "basis", basis, ["float64", "float32"] as const);
  checkPositive(caller, "memory", memory);
  const bytes = basisBytes(operator, steps, basis);
  if (bytes > memory) throw tooLarge(caller, operator, steps, { basis, memory, bytes });
}

/** What a basis of so many vectors takes. */
export function basisBytes(
  operator: SymmetricOperator,
  steps: number,
  basis: BasisPrecision = "float64",
): number {
  const own = operator.basis ? (operator.basisBytes ?? 8) : 8;
  return (basis === "float32" ? 4 : own) * steps * operator.size;
}

function tooLarge(
  caller: string,
  operator: SymmetricOperator,
  steps: number,
  { basis, memory, bytes }: { basis: BasisPrecision; memory: number; bytes: number },
): RangeError {
  const fitting = Math.floor((memory * steps) / bytes);
  const single = basisBytes(operator, steps, "float32");
  const fewer = fitting > 0 ? `take at most ${fitting} steps` : "take a block of the parameters";
  const smaller = `keep it in float32 (basis: "float32", ${readable(single)})`;
  const ways = [fewer, ...(basis === "float32" ? [] : [smaller]), `allow more (memory: ${bytes})`];
  return new RangeError(
    `${caller}: the basis of ${steps} × ${operator.size} numbers must stay within memory, ` +
      `${readable(memory)}, got ${readable(bytes)}; ${ways.slice(0, -1).join(", ")} or ${ways[ways.length - 1]}`,
  );
}

/** A container may have less than the machine. */
function halfOfAll(): number {
  const limit = process.constrainedMemory() || Infinity; // 0 where there is none
  return Math.min(totalmem(), limit) / 2;
}

/** Such as "1.5 GiB". */
export function readable(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  return `${Number((bytes / 1024 ** power).toPrecision(3))} ${units[power]}`;
}
