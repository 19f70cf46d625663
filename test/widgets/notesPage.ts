/** The renderer of plotly figures in Chromium, and what a reader does to write notes into them. */
import type { Browser, Locator, Page } from "playwright-core";
import type { Note } from "../../src/figures/note.js";
import { notesOf } from "../../src/figures/notes.js";
import { launchChromium } from "../support/chromium.js";
import { bundleForPage } from "./pageScripts.js";

export const mimeType = "application/vnd.plotly.v1+json";

const html =
  '<!doctype html><body data-jp-theme-light="true"><div class="jp-NotebookPanel"><div id="output"></div></div>';

export class NotesPage {
  readonly #browser: Browser;
  readonly page: Page;
  /** Of the page, since the last `reset`. */
  errors: string[] = [];

  private constructor(browser: Browser, page: Page) {
    [this.#browser, this.page] = [browser, page];
  }

  static async launch(): Promise<NotesPage> {
    const scripts = bundleForPage("page/mimePage.ts");
    const [browser, content] = await Promise.all([launchChromium(), scripts]);
    const page = await browser.newPage({ viewport: { width: 900, height: 640 } });
    const made = new NotesPage(browser, page);
    page.on("pageerror", (error) => made.errors.push(error.message));
    // An origin, for what the browser remembers.
    await page.route("http://notes.test/", (route) =>
      route.fulfill({ contentType: "text/html", body: html }),
    );
    await page.goto("http://notes.test/");
    await page.addScriptTag({ content });
    return made;
  }

  async reset(): Promise<void> {
    this.errors = [];
    await this.page.evaluate(() => {
      localStorage.clear();
      document.body.dataset["jpThemeLight"] = "true";
      document.querySelector("#read-only")?.remove();
    });
  }

  /** Shows an output. */
  show(bundle: Readonly<Record<string, unknown>>): Promise<void> {
    return this.page.evaluate((data) => window.mimePage.show(data), structuredClone({ ...bundle }));
  }

  /** What the notebook would save now. */
  saved(): Promise<Record<string, unknown>> {
    return this.page.evaluate(() => window.mimePage.saved());
  }

  async savedNotes(): Promise<readonly Note[]> {
    return notesOf((await this.saved())[mimeType] as { layout: object });
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name });
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog", { name: "Note" });
  }

  shownNotes(): Promise<string[]> {
    return this.page.locator("g.annotation text").allTextContents();
  }

  /** Asks for a new note at a point, in pixels from the corner of the figure. */
  async addAt(x: number, y: number): Promise<void> {
    await this.button("Add note").click();
    const box = await this.page.locator(".eigenscape-noted-plot").boundingBox();
    await this.page.mouse.click((box?.x ?? 0) + x, (box?.y ?? 0) + y);
  }

  async fill(text: string, author?: string): Promise<void> {
    await this.dialog.getByLabel("Note", { exact: true }).fill(text);
    if (author !== undefined) await this.dialog.getByLabel("Author").fill(author);
  }

  /** Moves the text of the only note. */
  async dragNote(right: number, down: number): Promise<void> {
    const box = await this.page.locator("g.annotation-text-g").boundingBox();
    const [x, y] = [(box?.x ?? 0) + 40, (box?.y ?? 0) + 15];
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x + right / 2, y + down / 2, { steps: 4 });
    await this.page.mouse.move(x + right, y + down, { steps: 4 });
    await this.page.mouse.up();
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}
