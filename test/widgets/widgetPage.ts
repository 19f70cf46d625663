/**
 * Both sides of our widgets at once: the kernel's classes here, Jupyter's models and our views in
 * Chromium, the protocol's messages between them.
 */
import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import type { AnyWidget } from "../../widgets/references.js";
import { launchChromium } from "../support/chromium.js";
import type { MockHost, Sent } from "./mockHost.js";
import { installMockHost, removeHost } from "./mockHost.js";
import type { PageMessage } from "./page/widgetPage.js";
import { bundleForPage } from "./pageScripts.js";

type Arrived = { method?: string; state?: Record<string, unknown>; content?: unknown };

export class WidgetPage {
  readonly #browser: Browser;
  readonly page: Page;
  /** Errors of the page since the last `reset`. */
  errors: string[] = [];
  /** What arrived from the browser since the last `reset`. */
  arrived: Arrived[] = [];
  /** While pending, messages from the browser wait, as by a kernel that computes. */
  busy: Promise<void> = Promise.resolve();
  host!: MockHost;
  #open = new Set<string>();
  /** The message from the browser that is being handled: what the kernel sends has it as parent. */
  #parent: string | undefined;

  private constructor(browser: Browser, page: Page) {
    [this.#browser, this.page] = [browser, page];
  }

  static async launch(): Promise<WidgetPage> {
    const scripts = bundleForPage("page/widgetPage.ts");
    const [browser, content] = await Promise.all([launchChromium(), scripts]);
    const page = await browser.newPage();
    const made = new WidgetPage(browser, page);
    page.on("pageerror", (error) => made.errors.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") made.errors.push(message.text());
    });
    await page.exposeFunction("sendToKernel", (id: string, m: { id: string } & PageMessage) =>
      made.#receive(id, m),
    );
    await page.setContent('<!doctype html><meta charset="utf-8"><div id="output"></div>');
    await page.addScriptTag({ content });
    return made;
  }

  /** An empty light page of 900 × 640 and a new kernel. */
  async reset(): Promise<void> {
    this.host = installMockHost();
    [this.errors, this.arrived, this.busy] = [[], [], Promise.resolve()];
    this.#open = new Set();
    await this.page.setViewportSize({ width: 900, height: 640 });
    await this.theme("light");
    await this.page.evaluate(() => {
      window.page.removeViews();
      document.querySelector("#output")?.replaceChildren();
    });
  }

  /** Opens every model of the kernel that the page does not know yet. */
  async openModels(): Promise<void> {
    for (const comm of this.host.comms) {
      if (this.#open.has(comm.id)) continue;
      this.#open.add(comm.id);
      comm.onSend = (sent) => void this.#deliver(comm.id, sent);
      const opened: [string, PageMessage] = [comm.id, packed(comm.opened)];
      await this.page.evaluate(([id, message]) => window.page.open(id, message), opened);
    }
  }

  /** Shows a view of the widget. */
  async show(widget: AnyWidget): Promise<void> {
    await this.openModels();
    await this.page.evaluate((id) => window.page.show(id), widget.id);
  }

  /** The page is loaded again: its models start from what the kernel says now. */
  async reload(widget: AnyWidget): Promise<void> {
    await this.page.evaluate(() => window.page.removeViews());
    const comm = this.host.comms.find(({ id }) => id === widget.id);
    const before = comm?.sent.length ?? 0;
    if (comm) comm.onSend = () => undefined;
    comm?.receive({ method: "request_state" });
    const answer = comm?.sent[before];
    if (comm === undefined || answer === undefined) throw new Error("reload: no state came");
    comm.onSend = (sent) => void this.#deliver(comm.id, sent);
    const opened: [string, PageMessage] = [widget.id, packed(answer)];
    await this.page.evaluate(([id, message]) => window.page.open(id, message), opened);
    await this.show(widget);
  }

  theme(theme: "light" | "dark"): Promise<void> {
    return this.page.evaluate(
      (light) => {
        document.body.dataset["jpThemeLight"] = light;
        document.body.style.background = light === "true" ? "white" : "#111";
      },
      String(theme === "light"),
    );
  }

  /** Saves a picture to test-results/widgets/, for people to look at. */
  async screenshot(name: string): Promise<void> {
    mkdirSync("test-results/widgets", { recursive: true });
    await this.page.screenshot({ path: `test-results/widgets/${name}.png`, fullPage: true });
  }

  async close(): Promise<void> {
    removeHost();
    await this.#browser.close();
  }

  async #receive(comm: string, { id, data, buffers }: { id: string } & PageMessage): Promise<void> {
    await this.busy;
    this.arrived.push(data as Arrived);
    this.#parent = id;
    const bytes = buffers.map((text) => new Uint8Array(Buffer.from(text, "base64")));
    this.host.comms.find((each) => each.id === comm)?.receive(data, bytes);
    this.#parent = undefined;
  }

  async #deliver(comm: string, sent: Sent): Promise<void> {
    const words = { comm, message: packed(sent), parent: this.#parent };
    await this.page.evaluate(
      ({ comm, message, parent }) => window.page.deliver(comm, message, parent),
      words,
    );
  }
}

function packed({ data, buffers }: Sent): PageMessage {
  return { data, buffers: buffers.map((bytes) => Buffer.from(bytes).toString("base64")) };
}
