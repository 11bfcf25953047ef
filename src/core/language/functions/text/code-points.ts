const SURROGATE = /[\ud800-\udfff]/;

/** Whether every code unit is a code point of its own, so that offsets of one are offsets of the other. */
export function isBasic(text: string): boolean {
  return !SURROGATE.test(text);
}

/** The number of code points, which is what CEL counts. */
export function codePointCount(text: string): number {
  if (isBasic(text)) return text.length;
  let pairs = 0;
  for (let at = 0; at < text.length; at++) {
    if ((text.codePointAt(at) ?? 0) <= 0xffff) continue;
    pairs++;
    at++;
  }
  return text.length - pairs;
}

/** The characters, one for each code point. */
export function charactersOf(text: string): readonly string[] {
  return isBasic(text) ? text.split("") : Array.from(text);
}

/** The code-unit offset of a code-point offset that lies within the text. */
export function unitOffset(text: string, codePoints: number): number {
  if (isBasic(text)) return codePoints;
  let units = 0;
  for (let left = codePoints; left > 0 && units < text.length; left--)
    units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  return units;
}
