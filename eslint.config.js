import js from "@eslint/js";
import ts from "typescript-eslint";

/** Typed lint. Promises that float and switches that forget a case are errors in a kernel. */
export default ts.config(
  { ignores: ["dist/**", "node_modules/**", ".venv/**", ".cache/**", "notebooks/**"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "no-restricted-properties": [
        "error",
        { property: "dataSync", message: "read tensors with await t.data()" },
        { object: "Math", property: "random", message: "draw from core/random, which is seeded" },
      ],
    },
  },
  {
    files: ["{src,kernel,widgets,export,bin}/**/*.ts"],
    rules: {
      "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ["**/*.{js,mjs}"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        URL: "readonly",
        setTimeout: "readonly",
        clearTimeout: "readonly",
        fetch: "readonly",
        performance: "readonly",
        Buffer: "readonly",
        AbortSignal: "readonly",
      },
    },
  },
);
