// Every word a person reads comes from the catalogue.
const READ_ALOUD = new Set([
  "alt",
  "aria-label",
  "aria-description",
  "caption",
  "hint",
  "label",
  "placeholder",
  "title",
]);
const LETTERS = /\p{L}{2,}/u;

/** @type {import("eslint").Rule.RuleModule} */
export const words = {
  meta: { type: "problem", schema: [], messages: { bare: "put “{{text}}” into the catalogue" } },
  create(context) {
    const check = (node, text) => {
      if (LETTERS.test(text)) context.report({ node, messageId: "bare", data: { text: text.trim() } });
    };
    const insideStyle = (node) => node.parent?.type === "SvelteStyleElement";
    return {
      SvelteText: (node) => insideStyle(node) || check(node, node.value),
      SvelteAttribute: (node) => {
        if (!READ_ALOUD.has(node.key.name)) return;
        for (const part of node.value) if (part.type === "SvelteLiteral") check(part, part.value);
      },
    };
  },
};
