/** The theme that was chosen. A browser may refuse to remember it, then the choice lasts as long as the page. */

const KEY = "airsmith-theme";

/** What was chosen, or null. */
export function readTheme(): "light" | "dark" | null {
  try {
    const found = localStorage.getItem(KEY);
    return found === "light" || found === "dark" ? found : null;
  } catch {
    return null;
  }
}

/** Changes to the other theme than the one that is seen. */
export function switchTheme(): void {
  const root = document.documentElement;
  const seen = root.dataset["theme"] ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const next = seen === "dark" ? "light" : "dark";
  root.dataset["theme"] = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Nothing is lost but the choice itself.
  }
}
