import { RuleTester } from "eslint";
import * as parser from "svelte-eslint-parser";
import { afterAll, describe, it } from "vitest";
import { arrows } from "./tiers.js";
import { words } from "./words.js";

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
RuleTester.it = it;

const from = (filename, target) => ({ filename, code: `import x from "${target}";` });
const crossing = (filename, target) => ({ ...from(filename, target), errors: 1 });

new RuleTester().run("arrows", arrows, {
  valid: [
    from("src/routes/Desk.svelte.ts", "$features/desk/Box"),
    from("src/lib/features/desk/Box.ts", "$shared/Icon"),
    from("src/lib/features/desk/Box.ts", "./match"),
    from("src/lib/features/desk/parts/Box.ts", "../match"),
    from("src/lib/features/desk/Box.ts", "$api/commands"),
    from("src/lib/shared/Icon.ts", "svelte"),
    from("src/main.ts", "./routes/App"),
  ],
  invalid: [
    crossing("src/lib/shared/Icon.ts", "$features/desk/Box"),
    crossing("src/lib/shared/Icon.ts", "../features/desk/Box"),
    crossing("src/lib/shared/Icon.ts", "$api/commands"),
    crossing("src/lib/features/desk/Box.ts", "$features/people/Card"),
    crossing("src/lib/features/desk/Box.ts", "../people/Card"),
    crossing("src/lib/features/desk/Box.ts", "../../../routes/router"),
    crossing("src/lib/i18n/format.ts", "$shared/Icon"),
  ],
});

new RuleTester({ languageOptions: { parser } }).run("words", words, {
  valid: [
    '<p>{t("desk-title")}</p>',
    "<p>· 1 / 2 %</p>",
    '<input aria-label={t("desk-box")} class="box" />',
    "<style>p { color: red; }</style>",
  ],
  invalid: [
    { code: "<p>Bàn hỗ trợ</p>", errors: 1 },
    { code: '<input placeholder="Ghi chú" />', errors: 1 },
    { code: '<Screen title="Desk" />', errors: 1 },
  ],
});
