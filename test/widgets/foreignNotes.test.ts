/** Notes in figures that this library did not make. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { mimeType, NotesPage } from "./notesPage.js";

let notes: NotesPage;
beforeAll(async () => {
  notes = await NotesPage.launch();
});
afterAll(() => notes.close());
beforeEach(() => notes.reset());
afterEach(() => expect(notes.errors).toEqual([]));

const page = () => notes.page;

test("other people's figures take notes, and their annotations cannot be dragged away", async () => {
  const layout = {
    width: 600,
    height: 400,
    annotations: [{ text: "theirs", x: 1, y: 2 }],
    meta: { group: 1 },
  };
  const figure = { data: [{ x: [0, 1, 2], y: [1, 2, 3] }], layout };
  await notes.show({
    [mimeType]: figure,
    "text/html": "<p>their own</p>",
  });
  await notes.addAt(300, 200);
  await notes.fill("mine", "Ada");
  await page().keyboard.press("Enter");
  await expect.poll(() => notes.savedNotes()).toHaveLength(1);
  const data = await notes.saved();
  expect(data["text/html"]).toBe("<p>their own</p>");
  expect(data[mimeType]).toMatchObject({
    layout: { annotations: [{ text: "theirs" }, { xref: "x" }], meta: { group: 1 } },
  });
  await expect.poll(() => notes.shownNotes()).toHaveLength(2);
  expect(await page().locator("g.annotation .cursor-move").count()).toBe(0);
});

test("a figure without axes takes notes at shares of its area", async () => {
  const figure = { data: [{ type: "pie", values: [1, 2] }], layout: { width: 500, height: 400 } };
  await notes.show({ [mimeType]: figure });
  await notes.addAt(250, 200);
  await notes.fill("a slice", "Ada");
  await page().keyboard.press("Enter");
  await expect.poll(() => notes.savedNotes()).toHaveLength(1);
  const [{ axes, x }] = await notes.savedNotes();
  expect(axes).toEqual(["paper", "paper"]);
  expect(x).toBeGreaterThan(0.3);
  expect(x).toBeLessThan(0.7);
});
