/** How an author writes an operator or calls a function: `_==_` is `==`, `size` is `size()`. */
export function displayName(name: string): string {
  return OPERATORS.get(name) ?? `${name.replace(/^math\.@(max|min)$/, (_, end: string) => EXTREMES[end] ?? end)}()`;
}

/** Tells whether a function name is that of an operator. */
export function isOperator(name: string): boolean {
  return OPERATORS.has(name);
}

/** Tells whether an operator needs both sides to be of one type. */
export function isEquality(name: string): boolean {
  return name === "_==_" || name === "_!=_";
}

const EXTREMES: Readonly<Record<string, string>> = { max: "math.greatest", min: "math.least" };

const OPERATORS: ReadonlyMap<string, string> = new Map([
  ["_&&_", "&&"],
  ["_||_", "||"],
  ["_?_:_", "? :"],
  ["_==_", "=="],
  ["_!=_", "!="],
  ["_<_", "<"],
  ["_<=_", "<="],
  ["_>_", ">"],
  ["_>=_", ">="],
  ["_+_", "+"],
  ["_-_", "-"],
  ["_*_", "*"],
  ["_/_", "/"],
  ["_%_", "%"],
  ["-_", "-"],
  ["!_", "!"],
  ["@in", "in"],
  ["_[_]", "[]"],
  ["_[?_]", "[?]"],
  ["_?._", ".?"],
]);
