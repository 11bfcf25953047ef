import { BYTES, STRING } from "../../types/type.ts";
import type { Value } from "../../values/index.ts";
import { readsFirst } from "../cost.ts";
import type { FunctionLibrary } from "../declaration.ts";
import { declare, func } from "../define.ts";
import { invalidConversion } from "../failure.ts";
import { tooLong } from "../limits.ts";
import { decodeBase64, encodeBase64 } from "./base64.ts";

function encode(bytes: Uint8Array): Value {
  return tooLong(bytes.length * 1.34) ?? encodeBase64(bytes);
}

function decode(text: string): Value {
  return decodeBase64(text) ?? invalidConversion(text, "bytes", "it is not base64");
}

/** Base64. Source: cel-go, `ext/encoders.go`. */
export const encodersLibrary: FunctionLibrary = {
  name: "encoders",
  functions: [
    declare("base64.encode", "Bytes as base64.", func("base64_encode_bytes", [BYTES, STRING], encode, readsFirst)),
    declare("base64.decode", "The bytes of base64.", func("base64_decode_string", [STRING, BYTES], decode, readsFirst)),
  ],
};
