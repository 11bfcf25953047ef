import {
  BOOL,
  declare,
  func,
  method,
  opaqueOf,
  STRING,
  type FunctionDeclaration,
  type FunctionLibrary,
  type Value,
} from "#core/language";
import { invalid } from "./failure.ts";
import { ImageValue, parseImageReference } from "./image-reference.ts";

const IMAGE = opaqueOf("kyverno.image");

function toImage(text: string): Value {
  const reference = parseImageReference(text);
  return reference ? new ImageValue(reference) : invalid(text, "it is no reference of an image");
}

function part(name: string, id: string, description: string, read: (image: ImageValue) => string): FunctionDeclaration {
  return declare(name, description, method(id, [IMAGE, STRING], read));
}

/** References of images. Source: Kyverno, `cel/libs/image`. */
export const imageLibrary: FunctionLibrary = {
  name: "kyverno.image",
  functions: [
    declare("image", "Reads the reference of an image.", func("string_to_image_deprecated", [STRING, IMAGE], toImage)),
    declare(
      "parseImageReference",
      "Reads the reference of an image.",
      func("string_to_image", [STRING, IMAGE], toImage),
    ),
    declare(
      "isImage",
      "Whether text is the reference of an image.",
      func("is_image_string", [STRING, BOOL], (text: string) => parseImageReference(text) !== undefined),
    ),
    declare(
      "containsDigest",
      "Whether the image is named by its digest.",
      method("image_contains_digest", [IMAGE, BOOL], (image: ImageValue) => image.reference.digest !== ""),
    ),
    part("registry", "image_registry", "The registry.", ({ reference }) => reference.registry),
    part("repository", "image_repository", "The repository.", ({ reference }) => reference.repository),
    part("tag", "image_tag", "The tag, empty for a digest.", ({ reference }) => reference.tag),
    part("digest", "image_digest", "The digest, empty for a tag.", ({ reference }) => reference.digest),
    part("identifier", "image_identifier", "The digest, else the tag.", ({ identifier }) => identifier),
    part(
      "identifierWithSeparator",
      "image_identifier_with_separator",
      "The tag or digest with its separator.",
      ({ suffix }) => suffix,
    ),
  ],
};
