/** Answers false until a pattern is proven plain. */
export function isPlainPattern(_pattern: string): boolean {
  return false;
}
