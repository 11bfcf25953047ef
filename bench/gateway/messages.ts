/** What the gateway is asked in the benchmark. */
export const CALL = { name: "test_simple_text", arguments: {} };

export const HELLO = {
  jsonrpc: "2.0",
  id: 0,
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "bench", version: "1" } },
};

/** A call of 2026-07-28, which stands alone. */
export const MODERN_CALL: object = {
  jsonrpc: "2.0",
  id: 1,
  method: "tools/call",
  params: {
    ...CALL,
    _meta: {
      "io.modelcontextprotocol/protocolVersion": "2026-07-28",
      "io.modelcontextprotocol/clientCapabilities": {},
    },
  },
};

export const JSON_HEADERS: Readonly<Record<string, string>> = {
  "Content-Type": "application/json",
  Accept: "application/json, text/event-stream",
};

export const MODERN_HEADERS: Readonly<Record<string, string>> = {
  ...JSON_HEADERS,
  "MCP-Protocol-Version": "2026-07-28",
  "Mcp-Method": "tools/call",
  "Mcp-Name": CALL.name,
};
