/**
 * The rate of each method: that of its three whose run ends with the least value of what the method is to minimise, f + μ Σ |wᵢ|
 * over the training images (f without the norm where the method has none). No test image takes part.
 */

export interface TriedRate {
  readonly method: string;
  readonly rate: number;
  /** Undefined where the run diverged. */
  readonly objective: number | undefined;
}

export interface ChosenRate {
  readonly rate: number;
  /** Of the run that chose it. */
  readonly objective: number;
  /** Whether it lies between two others, so that a wider search would hardly find a better one. */
  readonly between: boolean;
}

/** @returns By method. */
export function chosenRates(tried: readonly TriedRate[]): ReadonlyMap<string, ChosenRate> {
  const methods = [...new Set(tried.map(({ method }) => method))];
  return new Map(
    methods.map((method) => [method, best(tried.filter((run) => run.method === method))]),
  );
}

function best(runs: readonly TriedRate[]): ChosenRate {
  const value = ({ objective = Infinity }: TriedRate): number => objective;
  const { method, rate, objective } = runs.reduce((a, b) => (value(b) < value(a) ? b : a));
  if (objective === undefined)
    throw new RangeError(
      `chosenRates: a rate of ${method} must end with a finite loss, got none among ${runs.map((run) => run.rate).join(", ")}`,
    );
  const rates = runs.map((run) => run.rate);
  return { rate, objective, between: rate > Math.min(...rates) && rate < Math.max(...rates) };
}
