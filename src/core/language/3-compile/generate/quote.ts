/**
 * The only way by which an author's text enters generated source: as a string literal that no character of the text can leave.
 *
 * INVARIANT (no-injection): every name in generated source is generated, every number printed by `String`, and every text quoted here.
 */
export function quote(text: string): string {
  return JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029").replaceAll("</", "<\\/");
}
