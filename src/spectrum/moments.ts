/**
 * Mean and scatter of samples, updated one by one; the scatter of equal samples is exactly 0.
 * Welford (1962), doi:10.1080/00401706.1962.10490022.
 */
export interface SampledValue {
  readonly value: number;
  /** Infinite where there are fewer than two samples; 0 where the value is exact. */
  readonly standardError: number;
}

/** Of vectors, entry by entry. Memory: two vectors. */
export class EntryMoments {
  readonly mean: Float64Array;
  /** Σ (xₗ − mean)² of each entry. */
  readonly scatter: Float64Array;
  #count = 0;

  constructor(size: number) {
    this.mean = new Float64Array(size);
    this.scatter = new Float64Array(size);
  }

  get count(): number {
    return this.#count;
  }

  add(x: Float64Array): void {
    this.#count++;
    for (let i = 0; i < x.length; i++) {
      const before = x[i] - this.mean[i];
      this.mean[i] += before / this.#count;
      this.scatter[i] += before * (x[i] - this.mean[i]);
    }
  }

  /** Of each entry's mean. */
  get standardErrors(): Float64Array {
    const k = this.#count;
    return this.scatter.map((s) => (k < 2 ? Infinity : Math.sqrt(s / (k - 1) / k)));
  }

  /** Σᵢ of their squares. */
  get squaredError(): number {
    const k = this.#count;
    return k < 2 ? Infinity : this.scatter.reduce((a, b) => a + b, 0) / (k - 1) / k;
  }
}
