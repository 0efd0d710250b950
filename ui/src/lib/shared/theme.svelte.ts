// Light, dark, or as the system has it. One for the whole page.

export const THEMES = ["auto", "light", "dark"] as const;
export type ThemeChoice = (typeof THEMES)[number];

const REMEMBERED_AS = "theme";

function remembered(): ThemeChoice {
  const kept = localStorage.getItem(REMEMBERED_AS);
  return THEMES.find((theme) => theme === kept) ?? "auto";
}

/** Without data-theme the tokens follow the system. */
function show(choice: ThemeChoice): void {
  if (choice === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = choice;
}

class Theme {
  #choice = $state<ThemeChoice>(remembered());

  get choice(): ThemeChoice {
    return this.#choice;
  }

  choose(choice: ThemeChoice): void {
    this.#choice = choice;
    localStorage.setItem(REMEMBERED_AS, choice);
    show(choice);
  }
}

export const theme = new Theme();
show(theme.choice);
