export type { GatewayPorts } from "./clients/ports.ts";
export type { HttpRequest } from "./http/exchange.ts";
export { HttpFront } from "./http/http-front.ts";
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
export {
  ARGUMENT_ROLES,
  COAZ_DENIAL_CODE,
  commandProblem,
  DENIAL_CODE,
  GatewayPolicy,
  KNOWN_SERVERS,
  meaningsOf,
  type ArgumentMeaning,
  type ArgumentReaders,
  type ArgumentReading,
  type ArgumentRole,
  type ArgumentRoles,
  type ArgumentSetting,
  type PolicyPorts,
  type ServerPolicy,
  type ToolCommands,
  type ToolPins,
} from "./policy/index.ts";
export { StdioFront } from "./stdio-front.ts";
export { Server, type ServerSpec } from "./upstream/server.ts";
