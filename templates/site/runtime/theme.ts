/** Light or dark: as the system has it, until somebody chooses. It runs before the page is painted. */

import { readTheme } from "./themes.js";

const chosen: string | null = readTheme();
if (chosen !== null) document.documentElement.dataset["theme"] = chosen;
document.documentElement.classList.add("js");
