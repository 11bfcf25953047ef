export { MOST_UNSIGNED, signChain, verifyChain, type EmitterKey } from "./chain.ts";
export {
  ENVELOPE_LIMITS,
  isSignedByOneOf,
  parseEnvelope,
  parseJsonText,
  preAuthentication,
  signEnvelope,
  type Envelope,
} from "./dsse.ts";
export { formatStatement, parseStatement, STATEMENT_TYPE, type Statement, type StatementSubject } from "./statement.ts";
export { formatTlogProof, MAX_PROOF_BYTES, parseTlogProof, type TlogProof } from "./tlog-proof.ts";
