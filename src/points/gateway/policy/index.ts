export { GatewayPolicy } from "./gateway-policy.ts";
export {
  ARGUMENT_ROLES,
  COAZ_DENIAL_CODE,
  DENIAL_CODE,
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
} from "./ports.ts";
export { commandProblem } from "./acts/command-line.ts";
export { KNOWN_SERVERS, meaningsOf } from "./tools/known-servers.ts";
