/**
 * The real JupyterLab, as `npm start` serves it, with a real browser in front: own port and token, and
 * folders of its own, so that no test sees the settings of the machine or of another test.
 */
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { cacheFolder, root } from "../../scripts/setup/paths.mjs";
import { startLab, type LabServer } from "../../scripts/start/labServer.mjs";
import { anyFreePort } from "../../scripts/start/port.mjs";
import { launchChromium } from "../support/chromium.js";

export interface LabSession {
  readonly server: LabServer;
  /** The folder that JupyterLab shows. */
  readonly folder: string;
  /** Folder of Jupyter's own settings, data and runtime files. */
  readonly state: string;
  /** What the server printed: warnings and errors only. */
  readonly serverLines: readonly string[];
  readonly newPage: () => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** An empty folder below .cache/lab. */
function scratch(name: string): string {
  const folder = join(cacheFolder, "lab", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * Starts JupyterLab and Chromium.
 *
 * @param name of the scratch folder; one per test file
 * @param folder shown in JupyterLab; by default a copy of notebooks/, so that the originals stay as they are
 */
export async function startLabSession(name: string, folder?: string): Promise<LabSession> {
  const place = scratch(name);
  const state = join(place, "jupyter");
  const shown = folder ?? join(place, "notebooks");
  if (folder === undefined) cpSync(join(root, "notebooks"), shown, { recursive: true });
  const home = join(place, "home");
  mkdirSync(home);

  const serverLines: string[] = [];
  const server = await startLab({
    port: await anyFreePort(),
    folder: shown,
    browser: false,
    labArguments: ["LabApp", "JupyterNotebookApp"].map(
      (app) => `--${app}.expose_app_in_browser=True`,
    ),
    state,
    env: { HOME: home },
    onLine: (line) => serverLines.push(line),
  });
  const browser = await launch(server);
  return {
    server,
    folder: shown,
    state,
    serverLines,
    newPage: () => browser.newPage({ viewport: { width: 1280, height: 1000 } }),
    close: async () => {
      await browser.close();
      await server.stop();
    },
  };
}

/** A browser that did not start must not leave the server behind. */
async function launch(server: LabServer): Promise<Browser> {
  try {
    return await launchChromium();
  } catch (error) {
    await server.stop();
    throw error;
  }
}
