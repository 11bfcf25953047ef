/** A value that its type rules out, as a caller in plain JavaScript might hand it in. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- inferred from where the value is handed in
export function foreign<Expected>(value: unknown): Expected {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the very point
  return value as Expected;
}
