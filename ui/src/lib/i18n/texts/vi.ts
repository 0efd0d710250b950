// Every Vietnamese text that the window can show.
export default import.meta.glob<string>(
  ["$catalogue/vi/*.ftl", "!**/cli.ftl", "!**/documents.ftl", "!**/paper.ftl"],
  { query: "?raw", import: "default", eager: true },
);
