/** An HTML element of our notes, with the class `eigenscape-` and its name. */
export function noteElement<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = `eigenscape-${name}`;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export function noteButton(name: string, text: string, onClick: () => void): HTMLButtonElement {
  const button = noteElement("button", name, { type: "button" }, text);
  button.addEventListener("click", onClick);
  return button;
}
