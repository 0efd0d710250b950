import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import { arrows } from "./eslint/tiers.js";
import { words } from "./eslint/words.js";
import svelteConfig from "./svelte.config.js";

const house = { rules: { arrows, words } };
const lines = (max) => ["error", { max, skipBlankLines: true, skipComments: true }];

export default ts.config(
  { ignores: ["dist/", "**/*.gen.ts"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  { languageOptions: { globals: globals.browser }, plugins: { house } },
  {
    files: ["src/**/*.{ts,svelte}"],
    rules: {
      // TypeScript reports undefined names better.
      "no-undef": "off",
      "no-console": "error",
      eqeqeq: "error",
      "house/arrows": "error",
      "max-lines": lines(300),
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
    },
  },
  {
    files: ["src/**/*.{ts,svelte}"],
    ignores: ["src/lib/api/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["@tauri-apps/*"], message: "only lib/api speaks to the backend" }] },
      ],
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig } },
    rules: { "svelte/no-at-html-tags": "error", "svelte/require-each-key": "error" },
  },
  { files: ["**/*.svelte"], rules: { "max-lines": lines(200) } },
  { files: ["src/**/*.svelte"], ignores: ["src/gallery/**"], rules: { "house/words": "error" } },
);
