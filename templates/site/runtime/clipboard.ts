/** Text to the clipboard, and the button that says so. */

const SECONDS = 1.6;

/** Whether the text is there now: a page without leave to use the clipboard is helped by an old command. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text);
  }
}

function copiedBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

/** Copies, and shows on the button for a moment whether it worked. */
export async function copyWith(button: HTMLElement, text: string): Promise<void> {
  const label = button.dataset["label"] ?? button.textContent ?? "";
  button.dataset["label"] = label;
  button.textContent = (await copyText(text)) ? "Copied" : "Select and copy";
  setTimeout(() => {
    button.textContent = label;
  }, SECONDS * 1000);
}
