/** A notebook open in JupyterLab, driven as a person would: commands, buttons, and what is on the screen. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { root } from "../../scripts/setup/paths.mjs";
import { watchConsole, type ConsoleWatch } from "./consoleWatch.js";
import "./jupyterApp.js"; // declares window.jupyterapp
import type { LabSession } from "./labSession.js";
import { until } from "./until.js";

const stepTimeout = 30_000;
const pictures = join(root, "test-results", "lab");

/** Opens a notebook in JupyterLab, or in Notebook 7, and waits until its kernel has answered. */
export async function openNotebook(
  lab: LabSession,
  file: string,
  app: "lab" | "notebook" = "lab",
): Promise<NotebookPage> {
  const page = await lab.newPage();
  page.setDefaultTimeout(stepTimeout);
  const watch = watchConsole(page);
  // A workspace per notebook: JupyterLab would reopen the tabs of the last test.
  const workspace = file.replace(/\W/g, "-");
  const { url, token } = lab.server;
  const place = app === "lab" ? `lab/workspaces/${workspace}/tree` : "notebooks";
  await page.goto(`${url}${place}/${file}?token=${token}`);
  await waitForKernel(page, file);
  return new NotebookPage(lab, page, watch);
}

/** Waits until a notebook is open and its kernel has answered. */
async function waitForKernel(page: Page, what: string): Promise<void> {
  const opened = () =>
    page.evaluate(() => {
      const widget = window.jupyterapp?.shell.currentWidget;
      return widget?.sessionContext !== undefined && widget.content.widgets.length > 0;
    });
  await until(`${what} is open`, opened, Boolean, stepTimeout);
  // "idle" is shown before the kernel listens; cells run at that moment would be lost.
  await page.evaluate(async () => {
    const widget = window.jupyterapp.shell.currentWidget;
    await widget?.context.ready;
    await widget?.sessionContext.ready;
    await widget?.sessionContext.session?.kernel?.info;
  });
}

export class NotebookPage {
  readonly #lab: LabSession;
  readonly page: Page;
  readonly console: ConsoleWatch;

  constructor(lab: LabSession, page: Page, watch: ConsoleWatch) {
    this.#lab = lab;
    this.page = page;
    this.console = watch;
  }

  /** Prompts of the cells, "" for text: "[3]:" has run, "[*]:" runs, "[ ]:" never ran. */
  prompts(): Promise<string[]> {
    return this.page.evaluate(() => {
      const cells = window.jupyterapp.shell.currentWidget?.content.widgets ?? [];
      return cells.map(({ node, model }) =>
        model.type === "code" ? (node.querySelector(".jp-InputPrompt")?.textContent ?? "") : "",
      );
    });
  }

  /** A cell's outputs as JSON, as they would be saved. */
  outputs(index: number): Promise<string> {
    return this.page.evaluate((cell) => {
      const cells = window.jupyterapp.shell.currentWidget?.content.widgets ?? [];
      return JSON.stringify(cells[cell]?.model.outputs?.toJSON() ?? null);
    }, index);
  }

  /** Clears what was saved, so that old prompts cannot pass for new ones, and starts all cells. */
  async runAll(): Promise<void> {
    await this.page.evaluate(async () => {
      const { commands } = window.jupyterapp;
      await commands.execute("notebook:clear-all-cell-outputs");
      void commands.execute("notebook:run-all-cells");
    });
    const started = (prompts: readonly string[]) => prompts.some((prompt) => /[*\d]/.test(prompt));
    await until("a cell has started", () => this.prompts(), started, stepTimeout);
  }

  /** Appends a cell and starts it; its index, without waiting for its end. */
  async startCell(source: string): Promise<number> {
    return this.page.evaluate(async (text) => {
      const { commands, shell } = window.jupyterapp;
      const content = shell.currentWidget?.content;
      if (content === undefined) throw new Error("no notebook is open");
      content.activeCellIndex = content.widgets.length - 1;
      await commands.execute("notebook:insert-cell-below");
      content.activeCell?.model.sharedModel.setSource(text);
      void commands.execute("notebook:run-cell");
      return content.activeCellIndex;
    }, source);
  }

  /** Waits for a cell's prompt, "[7]:" or "[*]:". */
  async waitForPrompt(index: number, pattern: RegExp, timeout = stepTimeout): Promise<void> {
    const read = async () => (await this.prompts())[index] ?? "";
    await until(`prompt of cell ${index}`, read, (prompt) => pattern.test(prompt), timeout);
  }

  /** Waits until every code cell has run; a cell that failed leaves later prompts empty and is shown. */
  async waitForAllPrompts(timeout: number): Promise<void> {
    const done = (prompts: readonly string[]) =>
      prompts.every((prompt) => prompt === "" || /^\[\d+\]:?$/.test(prompt.trim()));
    await until("prompts of all cells are numbers", () => this.prompts(), done, timeout);
  }

  /** Presses the stop button of the toolbar. */
  async interrupt(): Promise<void> {
    await this.page.locator('[data-jp-item-name="interrupt"] jp-button').click();
  }

  /** Index of the first cell whose outputs contain a text such as a MIME type, or an error. */
  async findCell(text: string): Promise<number> {
    const { length } = await this.prompts();
    for (let index = 0; index < length; index++) {
      if ((await this.outputs(index)).includes(text)) return index;
    }
    throw new Error(`no cell has an output with ${text}`);
  }

  /** Brings a cell into view (others may not be drawn) and returns its output area. */
  async showOutput(index: number): Promise<Locator> {
    await this.page.evaluate(async (cell) => {
      await window.jupyterapp.shell.currentWidget?.content.scrollToItem(cell, "start");
    }, index);
    return this.page
      .locator(`.jp-Notebook .jp-Cell[data-windowed-list-index="${index}"] .jp-OutputArea`)
      .first();
  }

  /** Saves a picture to test-results/lab/, for people to look at. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(pictures, { recursive: true });
    await this.page.screenshot({ path: join(pictures, `${name}.png`) });
  }

  /** Loads the page anew, as a person does; the kernel stays. */
  async reload(): Promise<void> {
    await this.page.evaluate(() => window.jupyterapp.shell.currentWidget?.context.save());
    await this.page.reload();
    await waitForKernel(this.page, "the reloaded notebook");
  }

  /** Ends the kernel and closes the page, so that the next test starts with a fresh kernel. */
  async close(): Promise<void> {
    const id = await this.page.evaluate(
      () => window.jupyterapp.shell.currentWidget?.sessionContext.session?.id,
    );
    await this.page.close();
    const { url, token } = this.#lab.server;
    if (id === undefined) return;
    const headers = { Authorization: `token ${token}` };
    await fetch(`${url}api/sessions/${id}`, { method: "DELETE", headers });
  }
}
