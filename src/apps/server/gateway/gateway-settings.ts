import { text, type SettingForm } from "../config/setting-form.ts";

/** What is set of servers of the Model Context Protocol. */
export interface GatewaySettings {
  readonly mcp: string | null;
}

/** The forms of these settings. */
export const GATEWAY_SETTINGS: { readonly [Name in keyof GatewaySettings]: SettingForm<GatewaySettings[Name]> } = {
  mcp: {
    flag: "--mcp",
    environment: "WRIT_MCP",
    fallback: null,
    expected: "a file",
    description: "the servers of the Model Context Protocol that agents reach through this server (YAML or JSON)",
    parse: text,
  },
};
