import { cut } from "#core/diagnostics";
import type { Caller } from "#core/access";
import type { Effect, Unresolved } from "#core/model";
import type { TaskRequest } from "#core/wire";
import { readCommand, type CommandSetting } from "#adapters/sources";
import { actSubject, costOfCall, type Act } from "#points/agents";

const SURFACE = { kind: "command" } as const;
const SOURCE = { file: "command", address: "", path: [] } as const;
const LONGEST_SUMMARY = 300;

/** Who asks, as the server knows it. */
export interface TaskCall {
  readonly caller: Caller;
  readonly requestId: string;
}

/**
 * A command as an act of whoever asks. It runs word by word and no shell reads it, so that what it starts in its turn (a script, a query) is not resolved: what has credentials of its
 * own is one plain command.
 */
export function taskAct(request: TaskRequest, { caller, requestId }: TaskCall): Act {
  const { command, session, cwd, workspace } = request;
  const setting: CommandSetting = { cwd, workspace, home: null, env: new Map(), reach: [], depth: 0, source: SOURCE };
  const words = command.map((text) => ({ text, quoted: true }));
  const { effects, nested, ...read } = readCommand(words, setting);
  const unresolved = nested.length === 0 ? read.unresolved : [...read.unresolved, NESTED];
  return {
    caller,
    session,
    requestId,
    proposal: {
      principal: caller.principal,
      effects,
      context: {
        point: "hooks",
        environment: null,
        attributes: {},
        unresolved,
      },
    },
    surface: SURFACE,
    cost: costOfCall(effects, unresolved),
    summary: summaryOf(effects),
    details: { broker: request.broker, program: command[0] ?? "" },
    subject: actSubject(caller.principal, SURFACE, { broker: request.broker, command: [...command], cwd, workspace }),
  };
}

const NESTED: Unresolved = {
  code: "nested-command",
  message: "The command starts others, which credentials are not made for: run them by themselves",
  source: SOURCE,
};

/** Without the words of the command, in which secrets may stand. */
function summaryOf(effects: readonly Effect[]): string {
  const acts = effects.map(({ verb, resource }) => `${verb} ${resource.kind} ${resource.name}`);
  return cut(`runs a command with credentials of its own: ${acts.join(", ")}`, LONGEST_SUMMARY);
}
