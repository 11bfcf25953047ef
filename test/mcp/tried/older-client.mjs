// A client made with the library of 2025 (`@modelcontextprotocol/sdk`): connects to the address that it is given, and prints what it lists and is answered.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [url, token, name, given] = process.argv.slice(2);
const { resolve } = createRequire(new URL("../servers/package.json", import.meta.url));
const load = (part) => import(pathToFileURL(resolve(`@modelcontextprotocol/sdk/client/${part}.js`)).href);
const { Client } = await load("index");
const { StreamableHTTPClientTransport } = await load("streamableHttp");

const client = new Client({ name: "older", version: "1.0.0" }, { capabilities: {} });
const headers = { Authorization: `Bearer ${token}` };
await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
const { tools } = await client.listTools();
const result = await client.callTool({ name, arguments: JSON.parse(given) });
process.stdout.write(JSON.stringify({ tools: tools.map((tool) => tool.name), result }));
await client.close();
