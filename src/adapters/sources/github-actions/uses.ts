import type { ValueObject } from "#core/language";
import { imageName } from "../image-name.ts";

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * What a `uses` names, as `{kind, name, version, pinned}`. The kind is `local` (a part of the same commit), `image`, `workflow` or `action`.
 * Pinned is what always gives the same content: a commit, a digest, or what is local.
 */
export function usesOf(uses: string): ValueObject {
  if (uses.startsWith("./")) return { kind: "local", name: uses, version: null, pinned: true };
  if (uses.startsWith("docker://")) return { kind: "image", ...imageName(uses.slice("docker://".length)) };
  const at = uses.lastIndexOf("@");
  const name = at < 0 ? uses : uses.slice(0, at);
  const version = at < 0 ? null : uses.slice(at + 1);
  const kind = /\.ya?ml$/i.test(name) ? "workflow" : "action";
  return { kind, name, version, pinned: version !== null && COMMIT.test(version) };
}
