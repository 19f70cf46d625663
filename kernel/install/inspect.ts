/**
 * Whether a Jupyter installation will run notebooks of ours, and if not, what to do: JupyterLab and the widget
 * manager load, kernelspecs name programs that are there and of fitting versions, folders can be written to.
 */
import { execFile } from "node:child_process";
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import type { JupyterInstallation } from "./installation.js";
import { jupyterDataFolder } from "./jupyterFolders.js";
import { inspectKernelspecs } from "./inspectKernelspecs.js";

export interface Inspection {
  readonly what: string;
  /** What is there, in a few words; or what is wrong, with a remedy. */
  readonly found?: string;
  readonly problem?: string;
}

export async function inspectKernel(installation: JupyterInstallation): Promise<Inspection[]> {
  return [
    inspectJupyter(installation),
    ...(await inspectModules(installation)),
    ...(await inspectKernelspecs(installation)),
    ...inspectFolders(installation),
  ];
}

function inspectJupyter({ jupyter, option, runtimeFolder }: JupyterInstallation): Inspection {
  const what = "jupyter";
  if (jupyter === undefined) {
    const problem =
      option === ""
        ? "not on PATH; activate its environment, or give --prefix <its folder>, or run pip install jupyterlab"
        : `not in${option.replace(" --prefix", "")}; give --prefix the root of a Python environment with JupyterLab`;
    return { what, problem };
  }
  if (runtimeFolder === undefined)
    return {
      what,
      problem: `${jupyter} does not start; run ${jupyter} --paths and read its message`,
    };
  return { what, found: jupyter };
}

const modules = [
  ["jupyterlab", 4],
  ["jupyterlab_widgets", 3],
] as const;

async function inspectModules({ python }: JupyterInstallation): Promise<Inspection[]> {
  if (python === undefined) return [];
  return Promise.all(modules.map(([what, major]) => inspectModule(python, what, major)));
}

async function inspectModule(python: string, what: string, major: number): Promise<Inspection> {
  try {
    const program = `import ${what}; print(${what}.__version__)`;
    const { stdout } = await promisify(execFile)(python, ["-c", program], { timeout: 60_000 });
    const found = stdout.trim();
    if (Number.parseInt(found, 10) >= major) return { what, found };
    return { what, problem: `${found} is too old; run ${python} -m pip install -U ${what}` };
  } catch {
    return { what, problem: `does not load; run ${python} -m pip install ${what}` };
  }
}

/** The kernel keeps its history in the user's data folder; Jupyter its connection files in the other. */
function inspectFolders({ runtimeFolder }: JupyterInstallation): Inspection[] {
  return [jupyterDataFolder(), runtimeFolder].flatMap((folder): Inspection[] => {
    if (folder === undefined) return [];
    if (isWritable(folder)) return [{ what: "folder", found: folder }];
    const problem = `${folder} cannot be written to; give yourself the right, or choose another by JUPYTER_DATA_DIR or JUPYTER_RUNTIME_DIR`;
    return [{ what: "folder", problem }];
  });
}

/** A folder that is not there yet is made in the one above it. */
function isWritable(folder: string): boolean {
  if (!existsSync(folder)) return dirname(folder) !== folder && isWritable(dirname(folder));
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
