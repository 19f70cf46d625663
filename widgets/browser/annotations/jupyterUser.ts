/** Tells the notes who is logged in, if JupyterLab knows. */
import { suggestAuthor } from "./noteAuthor.js";

interface WithUser {
  readonly serviceManager?: {
    readonly user?: {
      readonly ready: Promise<void>;
      readonly identity: { readonly display_name?: string } | null;
    };
  };
}

/** @param application JupyterLab or Notebook; others have no user. */
export async function suggestJupyterUser(application: object): Promise<void> {
  const { user } = (application as WithUser).serviceManager ?? {};
  await user?.ready;
  const name = user?.identity?.display_name;
  if (name !== undefined) suggestAuthor(name);
}
