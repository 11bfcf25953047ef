import type { ValueObject } from "#core/language";

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const DIGEST = /@sha256:[0-9a-f]{64}$/;

/**
 * What a `uses` names, as `{kind, name, version, pinned}`. The kind is `local` (a part of the same commit), `image`, `workflow` or `action`.
 * Pinned is what always gives the same content: a commit, a digest, or what is local.
 */
export function usesOf(uses: string): ValueObject {
  if (uses.startsWith("./")) return { kind: "local", name: uses, version: null, pinned: true };
  if (uses.startsWith("docker://")) return { kind: "image", ...imageOf(uses.slice("docker://".length)) };
  const at = uses.lastIndexOf("@");
  const name = at < 0 ? uses : uses.slice(0, at);
  const version = at < 0 ? null : uses.slice(at + 1);
  const kind = /\.ya?ml$/i.test(name) ? "workflow" : "action";
  return { kind, name, version, pinned: version !== null && COMMIT.test(version) };
}

/** An image with its tag or digest apart. */
export function imageOf(image: string): {
  readonly name: string;
  readonly version: string | null;
  readonly pinned: boolean;
} {
  const at = image.indexOf("@");
  const tagged = at < 0 ? image : image.slice(0, at);
  const colon = tagged.lastIndexOf(":");
  const hasTag = colon > tagged.lastIndexOf("/");
  const tag = hasTag ? tagged.slice(colon + 1) : null;
  return {
    name: hasTag ? tagged.slice(0, colon) : tagged,
    version: at < 0 ? tag : image.slice(at + 1),
    pinned: DIGEST.test(image),
  };
}
