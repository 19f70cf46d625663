/** The answer to kernel_info_request. It is constant, so the sockets' thread gives it while a cell computes. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { ownVersion } from "../install/ownVersion.js";
import { protocolVersion, type JsonObject } from "./message.js";

function typescriptVersion(): string {
  const path = createRequire(import.meta.url).resolve("typescript/package.json");
  const parsed = JSON.parse(readFileSync(path, "utf8")) as { version: string };
  return parsed.version;
}

export function kernelInfo(): JsonObject {
  const typescript = typescriptVersion();
  const own = ownVersion();
  return {
    status: "ok",
    protocol_version: protocolVersion,
    implementation: "eigenscape",
    implementation_version: own,
    language_info: {
      name: "typescript",
      version: typescript,
      mimetype: "text/typescript",
      file_extension: ".ts",
      pygments_lexer: "typescript",
      // JupyterLab highlights TypeScript by exactly this word; "text/typescript" gives plain text.
      codemirror_mode: "typescript",
      nbconvert_exporter: "script",
    },
    banner: `TypeScript ${typescript} on Node.js ${process.versions.node} (eigenscape ${own})`,
    help_links: [
      {
        text: "TypeScript handbook",
        url: "https://www.typescriptlang.org/docs/handbook/intro.html",
      },
      { text: "Node.js API", url: "https://nodejs.org/docs/latest-v20.x/api/" },
    ],
    supported_features: ["debugger"],
    // The older way of saying it.
    debugger: true,
  };
}
