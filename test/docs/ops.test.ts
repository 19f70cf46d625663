/** docs/ops.md says what the code does. `npm run docs` writes it. */
import { readFileSync, writeFileSync } from "node:fs";
import { format } from "prettier";
import { expect, test } from "vitest";
import { opsTable } from "./opsTable.js";

const file = "docs/ops.md";

test("docs/ops.md lists the covered kernels as they are", async () => {
  const text = await format(await opsTable(), { parser: "markdown", printWidth: 100 });
  if (process.env["EIGENSCAPE_WRITE_DOCS"]) writeFileSync(file, text);
  expect(readFileSync(file, "utf8"), "run npm run docs").toBe(text);
});
