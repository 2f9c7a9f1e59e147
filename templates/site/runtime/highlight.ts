/** Colours for code: a small reader that knows strings, numbers, words and comments, which is all that is needed. */

const TOKENS =
  /("(?:\\.|[^"\\\n])*")(\s*:)?|('(?:\\.|[^'\\\n])*')|((?:^|(?<=\s))#[^\n]*|\/\/[^\n]*)|\b(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\b|\b(true|false|null|True|False|None|import|from|with|as|for|in|of|const|new|await|print|curl)\b/gm;

/** The text in pieces, those of a kind in a span of the class of that kind. */
export function painted(text: string): DocumentFragment {
  const whole = document.createDocumentFragment();
  let from = 0;
  for (const found of text.matchAll(TOKENS)) {
    const [, double, colon, single, comment, number] = found;
    const token = double ?? found[0];
    const kind = colon !== undefined ? "k" : (double ?? single) ? "s" : comment ? "c" : number ? "n" : "w";
    if (found.index > from) whole.append(text.slice(from, found.index));
    const span = document.createElement("span");
    span.className = kind;
    span.textContent = token;
    whole.append(span);
    from = found.index + token.length;
  }
  whole.append(text.slice(from));
  return whole;
}

/** Paints an element that holds nothing but text. */
export function paint(element: HTMLElement): void {
  element.replaceChildren(painted(element.textContent ?? ""));
}
