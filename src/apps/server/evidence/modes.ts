/** Points of a server that a mode can be set for. */
const POINTS = ["api", "admission"] as const;
type EvidencePoint = (typeof POINTS)[number];

const MODES = ["required", "best-effort", "off"] as const;

/**
 * Whether what a point decides is recorded: before it is answered, or it is not allowed; as far as it can be, and what is lost is counted and told; or not at all.
 */
export type EvidenceMode = (typeof MODES)[number];

/** The mode of each point. What is done to the server itself is recorded before it is done, unless all points are `off`. */
export type EvidenceModes = Readonly<Record<EvidencePoint, EvidenceMode>>;

export const EVIDENCE_REQUIRED: EvidenceModes = { api: "required", admission: "required" };

/** Reads one mode for all points, or a mode for each as `api=required,admission=best-effort` or a map; a point that is not named is `required`. */
export function parseModes(value: unknown): EvidenceModes | undefined {
  const mode = MODES.find((one) => one === value);
  if (mode !== undefined) return { api: mode, admission: mode };
  const pairs = pairsOf(value);
  const modes: Record<EvidencePoint, EvidenceMode> = { ...EVIDENCE_REQUIRED };
  const named = new Set<string>();
  for (const [name, text] of pairs ?? []) {
    const [point, given] = [POINTS.find((one) => one === name), MODES.find((one) => one === text)];
    if (point === undefined || given === undefined || named.has(point)) return undefined;
    named.add(point);
    modes[point] = given;
  }
  return named.size === 0 ? undefined : modes;
}

function pairsOf(value: unknown): readonly (readonly [string, unknown])[] | null {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return Object.entries(value);
  if (typeof value !== "string") return null;
  return value
    .split(",")
    .map((pair) => [pair.slice(0, pair.indexOf("=")).trim(), pair.slice(pair.indexOf("=") + 1).trim()]);
}

/** Whether nothing at all is recorded. */
export function isOff(modes: EvidenceModes): boolean {
  return POINTS.every((point) => modes[point] === "off");
}

/** Whether every decision is recorded before it is answered. */
export function isRequired(modes: EvidenceModes): boolean {
  return POINTS.every((point) => modes[point] === "required");
}
