export { fromBase64, fromBase64Url, toBase64, toBase64Url } from "./base64.ts";
export { concat, fromUtf8, isSameBytes, parseDecimal, toHex, uint64, utf8 } from "./bytes.ts";
