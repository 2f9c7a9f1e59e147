/** What every page does: code in colours, tabs, buttons that copy, search, and the theme. */

import { all, byId, drawing, make } from "./element.js";
import { makeSearch } from "./search.js";
import { enliven, makeTabs } from "./tabs.js";
import { switchTheme } from "./themes.js";

const LENS = "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.5 10.5 14 14";
const HALF = "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 2.5v11";

const find: HTMLElement = make("button", { class: "tool find", type: "button", "aria-label": "Search fields" });
find.append(drawing(LENS), make("span", {}, "Search fields"), make("kbd", {}, "/"));
const theme: HTMLElement = make("button", { class: "tool", type: "button", "aria-label": "Light or dark" });
theme.append(drawing(HALF));
find.addEventListener("click", makeSearch());
theme.addEventListener("click", switchTheme);
byId("tools").append(find, theme);
enliven(document);
for (const box of all("[data-tabs]")) makeTabs(box);
