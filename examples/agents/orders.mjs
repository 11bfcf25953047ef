// A server of the Model Context Protocol over standard input and output, with nothing but Node: some orders, for the guide about agents.
import { createInterface } from "node:readline";

const text = (type) => ({ type: "object", properties: { [type]: { type: "string" } } });
const TOOLS = [
  {
    name: "list_orders",
    description: "Lists the orders that are open",
    inputSchema: { type: "object" },
    annotations: { readOnlyHint: true },
  },
  {
    name: "refund",
    description: "Pays back an amount of an order",
    inputSchema: { type: "object", properties: { order: { type: "string" }, amount: { type: "number" } } },
  },
  { name: "close_books", description: "Closes the books of a month", inputSchema: text("month") },
  { name: "settings", description: "Shows how the shop is set up", inputSchema: { type: "object" } },
  { name: "run", description: "Runs a command where the orders are kept", inputSchema: text("command") },
];
const ANSWERS = {
  list_orders: () => "7: 2 chairs, 8: a table",
  refund: ({ order, amount }) => `paid back ${amount} of order ${order}`,
  close_books: ({ month }) => `closed ${month}`,
  settings: () => "currency: EUR, AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
  run: ({ command }) => `would run ${command}`,
};

const METHODS = {
  initialize: () => ({
    protocolVersion: "2025-11-25",
    capabilities: { tools: {} },
    serverInfo: { name: "orders", version: "1.0.0" },
  }),
  ping: () => ({}),
  "tools/list": () => ({ tools: TOOLS }),
  "tools/call": ({ name, arguments: given }) => ({ content: [{ type: "text", text: ANSWERS[name](given ?? {}) }] }),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) continue;
  const answer = Object.hasOwn(METHODS, method)
    ? { result: METHODS[method](params ?? {}) }
    : { error: { code: -32601, message: "There is no such method" } };
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", id, ...answer })}\n`);
}
