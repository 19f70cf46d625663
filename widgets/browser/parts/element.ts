/** HTML elements with class, attributes and children; and the keys that belong to them. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.className = `eigenscape-${className}`;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const keysOfInputs = /^(.|Arrow.*|Page.*|Home|End|Enter)$/u;

/** JupyterLab would take arrows as moves between cells, and letters, which find entries of a menu, as commands. */
export function keepKeysFromNotebook(el: HTMLElement, signal: AbortSignal): void {
  const keep = (event: KeyboardEvent): void => {
    const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (plain && keysOfInputs.test(event.key)) event.stopPropagation();
  };
  el.addEventListener("keydown", keep, { signal });
}
