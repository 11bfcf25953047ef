import { fromJsonSchema, McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { TOOLS, type ToolName } from "#points/mcp";
import { failureOf } from "../control-plane/failure.ts";
import { packageVersion } from "../package-root.ts";
import { UsageError } from "../usage-error.ts";
import { ANSWERS } from "./answers.ts";
import type { ToolSetting } from "./setting.ts";
import type { ToolArguments } from "./tool-arguments.ts";
import { ToolProblem } from "./tool-problem.ts";

/** Serves the tools over stdin and stdout until stdin ends. */
export function serveTools(setting: ToolSetting): void {
  serveStdio(
    () => {
      const server = new McpServer({ name: "writ", version: packageVersion() }, { instructions: INSTRUCTIONS });
      for (const name of NAMES) {
        const { title, description, inputSchema, outputSchema, readOnly } = TOOLS[name];
        const about = { title, description, annotations: { readOnlyHint: readOnly, openWorldHint: !readOnly } };
        const schemas = {
          inputSchema: fromJsonSchema<ToolArguments>({ ...inputSchema }),
          outputSchema: fromJsonSchema({ ...outputSchema }),
        };
        server.registerTool(name, { ...about, ...schemas }, (given) => answerCall(name, setting, given));
      }
      return server;
    },
    { onerror: (error) => process.stderr.write(`writ: ${error.name} in what the client sent\n`) },
  );
}

const NAMES: readonly ToolName[] = ["check_plan", "explain_denial", "what_may_i_do", "request_approval", "test_policy"];

const INSTRUCTIONS =
  "Ask `check_plan` before a plan or manifests are applied, and mend what it finds. Ask `explain_denial` when something was refused. Where something is held, `request_approval` asks a person.";

/** What a call is answered with. */
interface CallAnswer {
  readonly [key: string]: unknown;
  content: { type: "text"; text: string }[];
  structuredContent?: Record<string, unknown>;
  isError?: boolean;
}

/** Total: what cannot be answered is told as an error of the tool. */
async function answerCall(name: ToolName, setting: ToolSetting, given: ToolArguments): Promise<CallAnswer> {
  try {
    const answer = await ANSWERS[name](setting, given);
    return { content: [{ type: "text", text: JSON.stringify(answer) }], structuredContent: { ...answer } };
  } catch (error) {
    return { content: [{ type: "text", text: sentenceOf(error) }], isError: true };
  }
}

function sentenceOf(thrown: unknown): string {
  const error = failureOf(thrown) ?? thrown;
  if (error instanceof UsageError) return error.hint === undefined ? error.message : `${error.message} (${error.hint})`;
  return error instanceof ToolProblem ? error.message : "The call could not be answered, so nothing is allowed by it";
}
