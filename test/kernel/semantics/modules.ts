/** Imports. The files they name are made by semantics.test.ts. */
import { row, type Row } from "./row.js";

export const modules: readonly Row[] = [
  row(
    "JSON with and without attributes",
    [
      "import dj from './data.json' with { type: 'json' }; dj.k",
      "import dk from './data.json'; dk.k",
    ],
    "7",
    "7",
  ),
  row(
    "import.meta",
    ["import.meta.url.startsWith('file:') && import.meta.dirname === process.cwd()"],
    "true",
  ),
  row(
    "CommonJS by name, by default and as a namespace",
    [
      "import cjs from 'cjs-mod'; import { hidden } from 'cjs-mod'; import * as ns from 'cjs-mod'; cjs.hidden + hidden + ns.hidden",
    ],
    "15",
  ),
  row("require", ["require('cjs-mod').hidden"], "5"),
  row(
    "TensorFlow.js core, lodash, an ES module package",
    [
      "import * as tfc from '@tensorflow/tfjs-core'; tfc.util.sizeFromShape([2, 3])",
      "import lodash, { chunk } from 'lodash'; [lodash.chunk === chunk, chunk([1, 2, 3], 2).length].join()",
      "import { nanoid } from 'nanoid'; nanoid(7).length",
    ],
    "6",
    "'true,2'",
    "7",
  ),
  row(
    "a file that comes after it was not found",
    [
      "import { made } from './made-later'",
      "require('fs').writeFileSync('made-later.ts', 'export const made = 3')",
      "import { made } from './made-later'; made",
    ],
    /Cannot find module '.\/made-later'/,
    null,
    "3",
  ),
  row(
    "a JSON file that was edited",
    [
      "require('fs').writeFileSync('edited.json', '{\"e\": 1}')",
      "import e1 from './edited.json'; e1.e",
      "require('fs').writeFileSync('edited.json', '{\"e\": 2, \"f\": 3}')",
      "import e2 from './edited.json'; [e2.e, e2.f].join()",
    ],
    "1",
    null,
    "'2,3'",
  ),
  row(
    "a JavaScript file that was edited",
    [
      "require('fs').writeFileSync('edited.js', 'export const j = 1')",
      "import { j as j1 } from './edited.js'; j1",
      "require('fs').writeFileSync('edited.js', 'export const j = 2;')",
      "import { j as j2 } from './edited.js'; j2",
    ],
    "1",
    null,
    "2",
  ),
  row("an ES module with top-level await", ["import { t } from 'tla-mod'; t"], "11"),
  row(
    "import() in a function",
    ["const dyn = async () => (await import('node:path')).basename('/a/b')", "await dyn()"],
    "'b'",
  ),
  row(
    "an import named like a global",
    [
      "import { setTimeout } from 'node:timers/promises'; await setTimeout(1, 'ok')",
      "await new Promise<string>((r) => globalThis.setTimeout(() => r('lib ok'), 1))",
      "await setTimeout(1, 'again')",
    ],
    "'ok'",
    "'lib ok'",
    "'again'",
  ),
  row(
    "a type from a local file",
    ["import { OnlyT } from './local'; const ot: OnlyT = { a: 1 }; ot"],
    "{ a: 1 }",
  ),
  row(
    "a local TypeScript file",
    ["import { v, where } from './local'; v", "where() === import.meta.dirname + '/local.ts'"],
    "1",
    "true",
  ),
  row(
    "a missing package tells the remedy",
    ["import zz from 'not-there-xyz'"],
    /%npm install not-there-xyz/,
  ),
  row(
    "a missing name of a module",
    ["// @ts-nocheck\nimport { nope } from 'node:fs'; nope"],
    /does not provide an export named 'nope'/,
  ),
  row(
    "the kernel's own packages in any folder",
    ["import { kernelName } from 'eigenscape/kernel'; kernelName"],
    "'typescript'",
  ),
  row(
    "…in one copy with the one that the kernel's package uses",
    [
      `import tf from "@tensorflow/tfjs"; import { createRequire } from "node:module";
       const library = createRequire(process.argv[1]!); // the kernel's main file
       [library("@tensorflow/tfjs") === tf, require("@tensorflow/tfjs") === tf].join()`,
    ],
    "'true,true'",
  ),
];
