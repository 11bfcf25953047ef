import { Command } from "commander";
import { addAgents, addCan } from "./commands/agents.ts";
import { addApprovals } from "./commands/approvals.ts";
import { addBundle } from "./commands/bundle.ts";
import { addApply } from "./commands/apply.ts";
import { addCheck } from "./commands/check.ts";
import { addCompile } from "./commands/compile.ts";
import { addCompletion } from "./commands/completion.ts";
import { addEvidence } from "./commands/evidence.ts";
import { addExplain } from "./commands/explain.ts";
import { addFmt } from "./commands/fmt.ts";
import { addGateway } from "./commands/gateway.ts";
import { addHook } from "./commands/hook.ts";
import { addInstall } from "./commands/install.ts";
import { addLint } from "./commands/lint.ts";
import { addLsp } from "./commands/lsp.ts";
import { addMcp } from "./commands/mcp.ts";
import { addNew } from "./commands/new.ts";
import { addRecordings } from "./commands/recordings.ts";
import { addReplay } from "./commands/replay.ts";
import { addRun } from "./commands/run.ts";
import { addSchema } from "./commands/schema.ts";
import { addShadow } from "./commands/shadow.ts";
import { addResume, addStop, addStops } from "./commands/stop.ts";
import { addSubmissions } from "./commands/submissions.ts";
import { addSubmit } from "./commands/submit.ts";
import { addTokens } from "./commands/tokens.ts";
import { addTools } from "./commands/tools.ts";
import { addTest } from "./commands/test.ts";
import { addUp } from "./commands/up.ts";
import { addWaive } from "./commands/waive.ts";
import { addWaivers } from "./commands/waivers.ts";
import { addWhoami } from "./commands/whoami.ts";
import { addWitness } from "./commands/witness.ts";
import { packageVersion } from "./package-root.ts";

/** The whole command line. Errors are thrown instead of ending the process. */
export function createProgram(): Command {
  const program = new Command("writ")
    .description("Policy for infrastructure: define it once, enforce it before the change.")
    .version(packageVersion(), "-V, --version")
    .showHelpAfterError("(add --help for usage)")
    .exitOverride();
  for (const [heading, adds] of Object.entries(COMMANDS)) {
    program.commandsGroup(heading);
    for (const add of adds) add(program);
  }
  program.helpCommand("help [command]", "display help for command");
  for (const command of program.commands.flatMap((one) => [one, ...one.commands]))
    command.exitOverride().showHelpAfterError("(add --help for usage)");
  return program;
}

/** What is listed under which heading of the help. */
const COMMANDS: Readonly<Record<string, readonly ((program: Command) => void)[]>> = {
  "Judge files:": [addCheck, addExplain, addWaivers, addWaive],
  "Write policies:": [addNew, addTest, addLint, addFmt, addCompile, addSchema, addLsp],
  "Run a control plane:": [addUp, addInstall, addHook, addGateway, addEvidence, addWitness],
  "Ask a control plane:": [
    addWhoami,
    addTokens,
    addRun,
    addSubmit,
    addApply,
    addSubmissions,
    addApprovals,
    addBundle,
    addReplay,
    addShadow,
    addRecordings,
  ],
  "Agents:": [addAgents, addCan],
  "Tools of agents:": [addTools, addMcp],
  "Stop agents:": [addStop, addStops, addResume],
  "More:": [addCompletion],
};
