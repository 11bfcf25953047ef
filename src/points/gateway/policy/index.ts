export { GatewayPolicy } from "./gateway-policy.ts";
export {
  ARGUMENT_ROLES,
  COAZ_DENIAL_CODE,
  DENIAL_CODE,
  type ArgumentReaders,
  type ArgumentReading,
  type ArgumentRole,
  type ArgumentRoles,
  type PolicyPorts,
  type ServerPolicy,
  type ToolPins,
} from "./ports.ts";
export { KNOWN_SERVERS, rolesOf } from "./tools/known-servers.ts";
