// The house's arrows: shared imports no feature, a feature imports no other feature, routes compose.
import path from "node:path";

const ALIASES = {
  $api: "src/lib/api",
  $features: "src/lib/features",
  $i18n: "src/lib/i18n",
  $shared: "src/lib/shared",
};

/** What each tier may reach; a file outside the tiers (main.ts, the gallery, tests of the whole) may reach all. */
const MAY_IMPORT = {
  i18n: ["i18n"],
  api: ["api", "i18n"],
  shared: ["shared", "i18n"],
  feature: ["shared", "i18n", "api"],
  routes: ["shared", "i18n", "api", "feature", "routes"],
};

/** @param {string} file path inside the project, with forward slashes */
function tierOf(file) {
  const feature = /^src\/lib\/features\/([^/]+)/.exec(file);
  if (feature) return { tier: "feature", feature: feature[1] };
  const lib = /^src\/lib\/(i18n|api|shared)(\/|$)/.exec(file);
  if (lib) return { tier: lib[1] };
  return { tier: file.startsWith("src/routes/") ? "routes" : "root" };
}

function resolve(importer, source) {
  if (source.startsWith(".")) return path.posix.join(path.posix.dirname(importer), source);
  const alias = source.split("/")[0];
  return alias in ALIASES ? ALIASES[alias] + source.slice(alias.length) : null;
}

function allowed(from, to) {
  if (from.tier === "root") return true;
  if (to.tier === "root") return false;
  if (from.tier === "feature" && to.tier === "feature") return from.feature === to.feature;
  return MAY_IMPORT[from.tier].includes(to.tier);
}

/** @type {import("eslint").Rule.RuleModule} */
export const arrows = {
  meta: { type: "problem", schema: [], messages: { arrow: "{{from}} may not import {{to}}" } },
  create(context) {
    const importer = path.relative(context.cwd, context.filename).split(path.sep).join("/");
    const from = tierOf(importer);
    const check = (node) => {
      const target = node.source && resolve(importer, String(node.source.value));
      if (!target) return;
      const to = tierOf(target);
      if (!allowed(from, to)) {
        context.report({ node, messageId: "arrow", data: { from: importer, to: target } });
      }
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};
