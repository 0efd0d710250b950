// What the tests ask of the page. Roles and names are those a screen reader hears (computed by axe-core).
window.dongHanhTest = (() => {
  const KINDS = {
    button: "button, [role=button]",
    link: "a[href]",
    radio: "[role=radio], input[type=radio]",
    checkbox: "[role=checkbox], input[type=checkbox]",
    field: "input:not([type=checkbox], [type=radio]), select, textarea",
    entry: "[role=option], td, th",
    heading: "h1, h2, h3, [role=heading]",
    dialog: "dialog, [role=dialog]",
  };
  const LISTS = "table, ul, ol, dl, aside, section, nav, [role=listbox], [role=group], [role=region]";

  /** Longer than a picture takes. */
  const STIR_MS = 2000;

  const plain = (text) => text.normalize("NFC").replace(/\s+/g, " ").trim();
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true });
  const isFree = (element) => !element.disabled && element.getAttribute("aria-disabled") !== "true";
  /** What is beneath an open dialog cannot be used. */
  const top = () => [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;

  function named(elements) {
    axe.setup(document.documentElement);
    try {
      return elements.map((element) => [element, plain(axe.commons.text.accessibleText(element) ?? "")]);
    } finally {
      axe.teardown();
    }
  }

  /** Those whose name is `name`, else begins with it, else has it somewhere. */
  function best(elements, name) {
    const all = named(elements);
    const wanted = plain(name);
    const fits = [(one) => one === wanted, (one) => one.startsWith(wanted), (one) => one.includes(wanted)];
    for (const fit of fits) {
      const found = all.filter(([, one]) => fit(one)).map(([element]) => element);
      if (found.length > 0) return found;
    }
    return [];
  }

  function find(kind, name) {
    const within = kind === "dialog" ? document : top();
    return best([...within.querySelectorAll(KINDS[kind])].filter((one) => isShown(one) && isFree(one)), name);
  }

  const option = (field, text) => [...field.options].filter((one) => plain(one.label) === plain(text)).slice(0, 1);

  const text = () => plain(document.body.innerText);

  function announced() {
    const live = document.querySelectorAll("[role=status], [role=alert], [aria-live]");
    return [...live].map((element) => plain(element.textContent)).filter((said) => said !== "");
  }

  function rows(name) {
    const list = best([...document.querySelectorAll(LISTS)].filter(isShown), name)[0];
    if (list === undefined) return null;
    const found = [...list.querySelectorAll("tbody tr, li, [role=option]")].filter(isShown);
    return found.map((row) => plain(row.innerText));
  }

  const fields = () => [...document.querySelectorAll("input, textarea")].map((field) => field.value);
  const focus = () => document.activeElement ?? document.body;
  const focused = () => named([focus()])[0][1];

  /** Colours that still move would be judged half-way. */
  async function still() {
    const moving = document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(moving.map((one) => one.finished));
    return true;
  }

  /** Text beyond an edge, or cut short at it, is measured once all of it is in sight; if not even then, it is found. */
  async function contrastsInSight(elements) {
    const places = [...document.querySelectorAll("*")].map((one) => [one, one.scrollLeft, one.scrollTop]);
    const found = [];
    for (let pending = elements; pending.length > 0; ) {
      const [first] = pending;
      const { whiteSpace } = first.style;
      first.style.whiteSpace = "normal";
      first.scrollIntoView({ block: "center" });
      const judged = await axe.run(pending, { runOnly: ["color-contrast"], elementRef: true });
      first.style.whiteSpace = whiteSpace;
      const open = judged.incomplete.flatMap(({ nodes }) => nodes);
      const unjudged = open.filter(({ element }) => element === first);
      found.push(...judged.violations, { id: "color-contrast, not measured", nodes: unjudged });
      pending = open.map(({ element }) => element).filter((element) => element !== first);
    }
    for (const [one, left, top] of places) one.scrollTo(left, top);
    return found;
  }

  async function problems(tags) {
    await still();
    const options = { runOnly: { type: "tag", values: tags }, elementRef: true };
    const { violations, incomplete } = await axe.run(document, options);
    const unclear = incomplete.filter(({ id }) => id === "color-contrast").flatMap(({ nodes }) => nodes);
    const found = [...violations, ...(await contrastsInSight(unclear.map(({ element }) => element)))];
    return found.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id} at ${node.target.join(" ")}: ${plain(node.failureSummary ?? "")} ${node.html}`),
    );
  }

  async function wear(theme) {
    document.documentElement.dataset.theme = theme;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await still();
    return true;
  }

  const fade = (element) => (element.style.color = "rgb(128 128 128 / 0.4)");

  /** WebKit gives a picture after its next frame; a page at rest has none, so for a moment a dot nobody sees changes. */
  function stir() {
    const dot = document.createElement("i");
    dot.setAttribute("aria-hidden", "true");
    dot.style.cssText = "position:fixed;left:0;top:0;width:1px;height:1px;pointer-events:none";
    top().append(dot);
    const end = performance.now() + STIR_MS;
    const step = (nth) => {
      dot.style.background = nth % 2 === 0 ? "rgb(127 127 127 / 0.01)" : "rgb(127 127 127 / 0.02)";
      if (performance.now() < end) requestAnimationFrame(() => step(nth + 1));
      else dot.remove();
    };
    step(0);
  }

  const file = () => top().querySelector("input[type=file]");
  const lang = () => document.documentElement.lang;
  const size = () => [window.innerWidth, window.innerHeight];

  return { announced, fade, fields, file, find, focus, focused, lang, option, problems, rows, size, still, stir, text, wear };
})();
