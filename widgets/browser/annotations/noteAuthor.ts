/** Who writes: the name of the last note in this browser, at first the one that Jupyter knows. */
const key = "eigenscape:author";

let suggested = "";

export function noteAuthor(): string {
  return stored() ?? suggested;
}

/** A name for those who have not written yet. */
export function suggestAuthor(name: string): void {
  suggested = name;
}

export function rememberAuthor(name: string): void {
  try {
    localStorage.setItem(key, name);
  } catch {
    suggested = name; // pages without storage, such as sandboxed frames
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
