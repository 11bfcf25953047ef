export type { RecordKind } from "./bodies.ts";
export { encodeCanonical, isJsonList, isJsonMap, type Json, type JsonMap } from "./canonical.ts";
export { disclosureDigest, openDisclosure, sealDisclosure, type Disclosure } from "./disclosure.ts";
export {
  decodeRecord,
  encodeRecord,
  recordSchema,
  RECORD_VERSION,
  type EvidenceRecord,
  type RecordResult,
} from "./record.ts";
