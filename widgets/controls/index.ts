/** The stock controls: generated ones, and in place of some of them classes that do more. */
export * from "./generated/index.js";
export { Accordion, Box, GridBox, HBox, Stack, Tab, VBox } from "./boxes.js";
export { Button } from "./button.js";
export type { Choices } from "./choices.js";
export { Control, type ControlOptions } from "./control.js";
export type { TimeOfDay } from "./dates.js";
export type { LinkEnd } from "./parts.js";
export { jsdlink, jslink } from "./links.js";
export {
  SelectMultiple,
  SelectionRangeSlider,
  type MultipleOptions,
  type MultipleSelection,
} from "./multipleSelection.js";
export { Output } from "./output.js";
export {
  Dropdown,
  RadioButtons,
  Select,
  SelectionSlider,
  ToggleButtons,
  type SingleOptions,
  type SingleSelection,
} from "./singleSelection.js";
export type { UploadedFile } from "./uploads.js";
