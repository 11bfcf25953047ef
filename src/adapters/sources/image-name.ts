/** An image with its tag or digest apart. `pinned` tells whether it is named by digest, so that it always is the same. */
export interface ImageName {
  readonly name: string;
  readonly version: string | null;
  readonly pinned: boolean;
}

const DIGEST = /@sha256:[0-9a-f]{64}$/;

/** Takes apart the text that names an image: `registry:port/path:tag@digest`. */
export function imageName(image: string): ImageName {
  const at = image.indexOf("@");
  const tagged = at < 0 ? image : image.slice(0, at);
  const colon = tagged.lastIndexOf(":");
  const hasTag = colon > tagged.lastIndexOf("/");
  return {
    name: hasTag ? tagged.slice(0, colon) : tagged,
    version: at < 0 ? (hasTag ? tagged.slice(colon + 1) : null) : image.slice(at + 1),
    pinned: DIGEST.test(image),
  };
}
