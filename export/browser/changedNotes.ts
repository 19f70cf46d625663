/** Tells that the reader changed notes; figures and widgets, which are scripts of their own, say it by an event. */
const event = "eigenscape:notes";

export function tellChangedNotes(): void {
  document.dispatchEvent(new Event(event));
}

export function onChangedNotes(handler: () => void): void {
  document.addEventListener(event, handler);
}
