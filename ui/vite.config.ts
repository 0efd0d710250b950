import { svelte } from "@sveltejs/vite-plugin-svelte";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  resolve: {
    alias: {
      $api: here("./src/lib/api"),
      $catalogue: here("../assets/i18n"),
      $features: here("./src/lib/features"),
      $i18n: here("./src/lib/i18n"),
      $shared: here("./src/lib/shared"),
    },
    // Without this Vitest picks Svelte's server build and nothing can be mounted.
    conditions: mode === "test" ? ["browser"] : ["module", "browser", "development|production"],
  },
  // The catalogue is shared with the Rust crates and lies beside this folder.
  server: { fs: { allow: [".."] }, port: 5173, strictPort: true },
  // Fonts stay files: the window's content policy allows none as data.
  build: {
    target: ["chrome123", "safari17.5"],
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // What many parts share is one file, and each language another: every file asked for costs a round through the web view.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Not what reads codes: that is asked for when the first picture is. Nor English, for who speaks it.
            {
              name: "shared",
              test: /[\\/](node_modules[\\/](?!zxing)|i18n[\\/](vi[\\/]|texts[\\/]vi)|src[\\/]lib[\\/](api|i18n[\\/](?!texts)|shared)[\\/]|routes[\\/](later|router|Part|NoAnswer)|start[\\/]StartPage)/,
            },
          ],
        },
      },
    },
  },
  test: {
    environment: "happy-dom",
    include: ["{src,eslint}/**/*.test.{ts,js}"],
    restoreMocks: true,
    setupFiles: ["src/languages.ts"],
    css: { include: [/tokens\.css/] },
  },
}));
