/** `npm run controls`: writes widgets/controls/generated/ from the published schema of Jupyter's controls. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateControls } from "./controls/generateControls.mjs";
import { root } from "./setup/paths.mjs";

const folder = join(root, "widgets", "controls", "generated");
const files = await generateControls();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, text] of files) writeFileSync(join(folder, name), text);
console.log(`${files.size} files in widgets/controls/generated`);
