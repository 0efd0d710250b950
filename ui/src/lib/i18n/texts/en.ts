// Every English text that the window can show.
export default import.meta.glob<string>(
  ["$catalogue/en/*.ftl", "!**/cli.ftl", "!**/documents.ftl", "!**/paper.ftl"],
  { query: "?raw", import: "default", eager: true },
);
