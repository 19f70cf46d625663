/**
 * Whether a Python environment will run notebooks of ours: JupyterLab and the widget manager load, and
 * the kernelspec names programs that are there. Nothing is started but a short Python program.
 */
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { kernelName, type InstallOptions } from "./kernelspec.js";

export interface Inspection {
  readonly what: string;
  /** What is there, in a few words; or what is wrong, with a remedy. */
  readonly found?: string;
  readonly problem?: string;
}

export async function inspectKernel(options: InstallOptions): Promise<Inspection[]> {
  return [...(await inspectPython(options)), inspectKernelspec(options)];
}

const modules = ["jupyterlab", "jupyterlab_widgets"] as const;

async function inspectPython({ prefix }: InstallOptions): Promise<Inspection[]> {
  const python =
    process.platform === "win32"
      ? join(prefix, "Scripts", "python.exe")
      : join(prefix, "bin", "python");
  if (!existsSync(python)) {
    const remedy = "give --prefix the root of a Python environment";
    return [{ what: "Python", problem: `${python} is missing; ${remedy}` }];
  }
  return Promise.all(
    modules.map(async (what): Promise<Inspection> => {
      try {
        const program = `import ${what}; print(${what}.__version__)`;
        const { stdout } = await promisify(execFile)(python, ["-c", program], { timeout: 60_000 });
        return { what, found: stdout.trim() };
      } catch {
        return { what, problem: `does not load; run ${python} -m pip install ${what}` };
      }
    }),
  );
}

function inspectKernelspec({ prefix }: InstallOptions): Inspection {
  const what = "kernel";
  const file = join(prefix, "share", "jupyter", "kernels", kernelName, "kernel.json");
  const remedy = `run npx eigenscape install --prefix ${prefix}`;
  const problem = (rule: string): Inspection => ({ what, problem: `${rule}; ${remedy}` });
  if (!existsSync(file)) return problem(`${file} is missing`);
  const programs = programsOf(readFileSync(file, "utf8"));
  if (!programs) return problem(`${file} is not a kernelspec of ours`);
  const missing = programs.find((program) => !existsSync(program));
  return missing ? problem(`${missing}, which it starts, is missing`) : { what, found: file };
}

/** Node and the kernel's main file. */
function programsOf(text: string): string[] | undefined {
  try {
    const { argv } = JSON.parse(text) as { argv?: unknown };
    const given = Array.isArray(argv) ? argv.slice(0, 2) : [];
    return given.length === 2 && given.every((part) => typeof part === "string")
      ? given
      : undefined;
  } catch {
    return undefined;
  }
}
