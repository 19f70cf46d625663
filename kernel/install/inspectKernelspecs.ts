/** Whether the kernelspecs of ours that Jupyter finds will start a kernel. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Inspection } from "./inspect.js";
import type { JupyterInstallation } from "./installation.js";
import {
  kernelName,
  listKernelspecs,
  readKernelspec,
  type InstalledKernelspec,
} from "./kernelspec.js";
import { ownVersion } from "./ownVersion.js";

/** As package.json says. */
const minimalNode = 20;

/** One inspection for each kernelspec; one that fails if there is none. */
export async function inspectKernelspecs({
  dataFolders,
  option,
}: JupyterInstallation): Promise<Inspection[]> {
  const remedy = `run npx eigenscape install${option}`;
  const found = dataFolders.flatMap((dataFolder) => listKernelspecs({ dataFolder }));
  if (found.length === 0) {
    const file = join(dataFolders[0] ?? "", "kernels", kernelName, "kernel.json");
    const why = existsSync(file) ? `${file} is not a kernelspec of ours` : `${file} is missing`;
    return [{ what: "kernel", problem: `${why}; ${remedy}` }];
  }
  return Promise.all(
    found.map((spec) =>
      inspectKernelspec(
        spec,
        dataFolders,
        spec.name === kernelName ? remedy : `${remedy} --name ${spec.name}`,
      ),
    ),
  );
}

async function inspectKernelspec(
  spec: InstalledKernelspec,
  dataFolders: readonly string[],
  remedy: string,
): Promise<Inspection> {
  const what = `kernel ${spec.name}`;
  const missing = spec.programs.find((program) => !existsSync(program));
  if (missing !== undefined)
    return { what, problem: `${missing}, which ${spec.folder} starts, is missing; ${remedy}` };
  const version = await nodeVersion(spec.programs[0]);
  if (!(Number.parseInt(version, 10) >= minimalNode)) {
    const rule = `${spec.programs[0]}, which ${spec.folder} starts, must be Node.js ≥ ${minimalNode}, got ${version}`;
    return { what, problem: `${rule}; with a newer Node.js ${remedy}` };
  }
  const first = dataFolders
    .map((folder) => join(folder, "kernels", spec.name))
    .find((folder) => existsSync(join(folder, "kernel.json")));
  const hidden = first !== undefined && first !== spec.folder ? `hidden by ${first}` : undefined;
  if (hidden !== undefined && readKernelspec(first ?? "") === undefined)
    return {
      what,
      problem: `${spec.folder} is ${hidden}, another kernel that Jupyter finds first; remove that, or ${remedy} --name <another>`,
    };
  const own = ownVersion();
  const other = spec.version === own ? "" : `, this is ${own}`;
  const found = `${spec.folder}, version ${spec.version}${other}, Node.js ${version}`;
  return { what, found: hidden === undefined ? found : `${found}, ${hidden}` };
}

/** Such as "20.20.2"; what it says instead, if it does not start. */
async function nodeVersion(node: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(node, ["--version"], { timeout: 20_000 });
    return stdout.trim().replace(/^v/, "");
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  }
}
