export { decodeText, DEFAULT_MAX_BYTES, type DecodedText } from "./decode.ts";
