export type {
  Forward,
  Interceptor,
  Listing,
  ListKind,
  McpCall,
  Outcome,
  Passage,
  RpcError,
  ServerMessage,
  Shown,
  Visit,
} from "./interceptor.ts";
export { CLIENT_REVISIONS, eraOf, NEWEST, SERVER_REVISIONS, type Era } from "./protocol/revisions.ts";
