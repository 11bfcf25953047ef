import { Scalar, type ScalarTag, type TagId, type Tags } from "yaml";

/** The tags by which documents are written, changed so that only folded blocks (`>`) are wrapped: other texts stay on one line. */
export function keepLines(tags: Tags): Tags {
  return tags.map((tag) => (isTextTag(tag) ? { ...tag, stringify: writeWith(tag.stringify) } : tag));
}

type Write = NonNullable<ScalarTag["stringify"]>;

function isTextTag(tag: Tags[number] | TagId): tag is ScalarTag & { stringify: Write } {
  return typeof tag === "object" && tag.tag === "tag:yaml.org,2002:str" && typeof tag.stringify === "function";
}

function writeWith(write: Write): Write {
  return (item, context, ...rest) => {
    if (item.type === Scalar.BLOCK_FOLDED) return write(item, context, ...rest);
    return write(item, { ...context, options: { ...context.options, lineWidth: 0 } }, ...rest);
  };
}
