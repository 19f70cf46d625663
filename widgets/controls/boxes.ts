/** Widgets that hold others: `new VBox([slider, output])`, or all entries as of any control. */
import { isWidget, type AnyWidget } from "../references.js";
import type { ControlOptions } from "./control.js";
import { Accordion as AccordionControl, type AccordionState } from "./generated/accordion.js";
import { Box as BoxControl, type BoxState } from "./generated/box.js";
import { GridBox as GridBoxControl, type GridBoxState } from "./generated/gridBox.js";
import { HBox as HBoxControl, type HBoxState } from "./generated/hBox.js";
import { Stack as StackControl, type StackState } from "./generated/stack.js";
import { Tab as TabControl, type TabState } from "./generated/tab.js";
import { VBox as VBoxControl, type VBoxState } from "./generated/vBox.js";

type Children = readonly AnyWidget[];

export class Box extends BoxControl {
  constructor(children: Children | ControlOptions<BoxState> = [], more?: ControlOptions<BoxState>) {
    super(childrenFirst(children, more));
  }
}

export class HBox extends HBoxControl {
  constructor(
    children: Children | ControlOptions<HBoxState> = [],
    more?: ControlOptions<HBoxState>,
  ) {
    super(childrenFirst(children, more));
  }
}

export class VBox extends VBoxControl {
  constructor(
    children: Children | ControlOptions<VBoxState> = [],
    more?: ControlOptions<VBoxState>,
  ) {
    super(childrenFirst(children, more));
  }
}

export class GridBox extends GridBoxControl {
  constructor(
    children: Children | ControlOptions<GridBoxState> = [],
    more?: ControlOptions<GridBoxState>,
  ) {
    super(childrenFirst(children, more));
  }
}

/** Shows one child at a time; `titles` name them, `selectedIndex` says which. */
export class Tab extends TabControl {
  constructor(children: Children | ControlOptions<TabState> = [], more?: ControlOptions<TabState>) {
    super({ selectedIndex: 0, ...childrenFirst(children, more) });
  }
}

/** Children that fold; `titles` name them, `selectedIndex` says which is open. */
export class Accordion extends AccordionControl {
  constructor(
    children: Children | ControlOptions<AccordionState> = [],
    more?: ControlOptions<AccordionState>,
  ) {
    super(childrenFirst(children, more));
  }
}

/** Shows the child that `selectedIndex` says, without anything to choose by. */
export class Stack extends StackControl {
  constructor(
    children: Children | ControlOptions<StackState> = [],
    more?: ControlOptions<StackState>,
  ) {
    super(childrenFirst(children, more));
  }
}

function childrenFirst<State extends { children: Children }>(
  first: Children | ControlOptions<State>,
  more: ControlOptions<State> | undefined,
): ControlOptions<State> {
  const options = isChildren(first) ? ({ children: first } as ControlOptions<State>) : first;
  return { ...options, ...more };
}

function isChildren(value: unknown): value is Children {
  return Array.isArray(value) && value.every(isWidget);
}
