export { openAddress, type AddressSpec } from "./http-carrier.ts";
export { Lines } from "./lines.ts";
export { openProgram, type ProgramSpec } from "./stdio-carrier.ts";
