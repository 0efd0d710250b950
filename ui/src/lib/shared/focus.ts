// Where the focus goes when something new is shown. For {@attach …}.

/** The first field in `node`. */
export function focusFirst(node: Element): void {
  node.querySelector<HTMLElement>("input, textarea, select")?.focus();
}
