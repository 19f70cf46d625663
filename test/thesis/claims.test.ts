/**
 * Every claim: what is stored of it was made by the code as it is, and its slice, computed anew, gives the stored
 * numbers. After a change of a claim: npm run reproduce -- A1 --write, also with --size slice.
 */
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { storedResults } from "../../src/thesis/claimResult.js";
import { claims } from "../../src/thesis/claims.js";
import { compareFindings } from "../../src/thesis/compareFindings.js";
import { recompute } from "../../src/thesis/recompute.js";
import { claimHash } from "../../src/thesis/sourceHash.js";

describe.each(claims)("$claim.id $claim.title", ({ claim, file }) => {
  const { slice, small, ...others } = storedResults(claim.id);

  test("what is stored was made by the code as it is", () => {
    const made = [slice, small, ...Object.values(others)].map((result) => result?.hash);
    expect(new Set(made)).toEqual(new Set([claimHash(file)]));
  });

  test("its slice gives the stored numbers again", { timeout: 120_000 }, async () => {
    if (!slice) throw new Error(`${claim.id} must have a stored slice`);
    const { result } = await recompute(claim.id);
    expect(compareFindings(slice, result)).toEqual([]);
  });

  test("says where it comes from and what it computes", () => {
    expect(claim.source).toMatch(/doi:10\.|arXiv:\d{4}\.\d{4,5}/);
    expect(claim.statement).toMatch(/\.$/);
    expect(small?.sentence).toMatch(/\d/);
    expect(small?.figures.length).toBeGreaterThan(0);
  });

  test("has a notebook of its own", () => {
    const named = readdirSync("notebooks").filter((name) => name.startsWith(`${claim.id}-`));
    expect(named).toHaveLength(1);
  });
});
