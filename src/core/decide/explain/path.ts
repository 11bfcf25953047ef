/** A path into the scope of a policy, its first segment the name of a variable. */
export type ReadPath = readonly (string | number)[];

/** The path as an expression would read it: `resource.properties.rules[2]["a b"]`. */
export function printPath(path: ReadPath): string {
  return path.map((segment, position) => printSegment(segment, position === 0)).join("");
}

function printSegment(segment: string | number, isFirst: boolean): string {
  if (typeof segment === "number") return `[${segment}]`;
  if (isFirst) return segment;
  return /^[A-Za-z_]\w*$/.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
}
