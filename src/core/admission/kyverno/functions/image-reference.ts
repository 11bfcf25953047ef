import { Opaque, type Value } from "#core/language";

const DEFAULT_REGISTRY = "index.docker.io";
const DEFAULT_TAG = "latest";
const LONGEST = 1024;
const REGISTRY = /^(?:[A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(?::\d*)?$/;
const REPOSITORY = /^[a-z0-9_\-./]{2,255}$/;
const TAG = /^[A-Za-z0-9_\-.]{1,128}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Where an image lies and which one of that repository is meant. Exactly one of `tag` and `digest` is not empty. */
export interface ImageReference {
  readonly text: string;
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

/**
 * Reads the reference of an image as a container runtime does, with Docker's registry and the tag `latest` where none is written; `undefined` when
 * it is none. Source: go-containerregistry, `pkg/name`.
 */
export function parseImageReference(text: string): ImageReference | undefined {
  if (text.length > LONGEST) return undefined;
  const [base = "", digest, ...more] = text.split("@");
  if (more.length > 0) return undefined;
  if (digest === undefined) return parseTagged(text, base);
  const place = parsePlace(parseTagged(text, base) === undefined ? base : splitTag(base).base);
  return place && DIGEST.test(digest) ? { text, ...place, tag: "", digest } : undefined;
}

function parseTagged(text: string, written: string): ImageReference | undefined {
  const { base, tag } = splitTag(written);
  const place = parsePlace(base);
  if (place === undefined || (tag !== "" && !TAG.test(tag))) return undefined;
  return { text, ...place, tag: tag === "" ? DEFAULT_TAG : tag, digest: "" };
}

/** A colon before the last slash belongs to the port of the registry. */
function splitTag(text: string): { readonly base: string; readonly tag: string } {
  const colon = text.lastIndexOf(":");
  if (colon < 0 || text.includes("/", colon)) return { base: text, tag: "" };
  return { base: text.slice(0, colon), tag: text.slice(colon + 1) };
}

function parsePlace(text: string): Pick<ImageReference, "registry" | "repository"> | undefined {
  const slash = text.indexOf("/");
  const first = text.slice(0, Math.max(slash, 0));
  const hasRegistry = /[.:]/.test(first) || first === "localhost";
  const written = hasRegistry ? text.slice(slash + 1) : text;
  if (!REPOSITORY.test(written) || (hasRegistry && !REGISTRY.test(first))) return undefined;
  const registry = !hasRegistry || first === "docker.io" ? DEFAULT_REGISTRY : first;
  const isOfficial = registry === DEFAULT_REGISTRY && !written.includes("/");
  return { registry, repository: isOfficial ? `library/${written}` : written };
}

/** The reference of an image as a value of the language; equal to another when both were written the same. */
export class ImageValue extends Opaque {
  readonly typeName = "kyverno.image";
  readonly reference: ImageReference;

  constructor(reference: ImageReference) {
    super();
    this.reference = reference;
  }

  /** What tells this image from the others of its repository: the digest, else the tag. */
  get identifier(): string {
    return this.reference.digest === "" ? this.reference.tag : this.reference.digest;
  }

  /** What is written behind the repository, its colon or at sign with it. */
  get suffix(): string {
    const { text, registry, repository } = this.reference;
    const place = `${registry}/${repository}`;
    return text.length > place.length ? text.slice(place.length) : `:${this.identifier}`;
  }

  equals(other: Opaque): boolean {
    return other instanceof ImageValue && other.reference.text === this.reference.text;
  }

  toString(): string {
    return this.reference.text;
  }

  toPlain(): Value {
    return this.reference.text;
  }
}
