import type { Caller } from "#core/access";
import { SUB_AGENT } from "#core/agents";
import { Unknown, type Value, type ValueObject } from "#core/language";
import type { Effect, SourceRef, Unresolved } from "#core/model";
import { readFetchAct, type ReadAct } from "#adapters/sources";
import { actSubject, costOfCall, modelEffect, toolEffect, type Act, type Cost, type Surface } from "#points/agents";
import type {
  CallQuestion,
  ModelQuestion,
  Occasion,
  RequestQuestion,
  SubAgent,
  ToolStep,
  ToolUse,
} from "../question.ts";
import { HOOK_CLIENTS } from "../client.ts";
import { readFileStep } from "./file.ts";
import { maskedArguments, maskedLine, shownArguments } from "./masking.ts";
import { settingOf } from "./setting.ts";

/** Who sent an event. */
export interface Sender {
  readonly caller: Caller;
  readonly requestId: string;
}

type Asked = CallQuestion | ModelQuestion | RequestQuestion;

const LONGEST_SUMMARY = 200;

/** What an agent is about to do, as all points understand it. */
export function buildAct(question: Asked, sender: Sender, readAct: ReadAct): Act {
  const { surface, effects, unresolved, summary, argument } = partsOf(question, readAct);
  const caller = actingCaller(sender.caller, question.subAgent);
  const { principal } = caller;
  return {
    caller,
    session: question.session,
    requestId: sender.requestId,
    proposal: {
      principal,
      effects,
      context: { point: "hooks", environment: null, attributes: attributesOf(question), unresolved },
    },
    surface,
    cost: costOf(question, { effects, unresolved }),
    summary: maskedLine(summary, LONGEST_SUMMARY),
    details: { ...shownArguments(argument), workingFolder: question.cwd ?? "" },
    subject: actSubject(principal, surface, { argument, cwd: question.cwd }),
  };
}

/** What a tool of some server destroys cannot be counted: a client tells its name and arguments, and nothing of what it does. */
function costOf(question: Asked, { effects, unresolved }: Pick<Parts, "effects" | "unresolved">): Cost {
  const cost = costOfCall(effects, unresolved);
  const isOfServer = question.kind === "call" && !HOOK_CLIENTS.some((client) => client === question.use.server);
  return isOfServer ? { ...cost, destroyed: null } : cost;
}

/**
 * A sub-agent acts on behalf of its run, and as nobody else: the run is who was proven, so everything that limits or stops it counts for its parts.
 * Which part it is stands beside that, where grants, policies and stops can narrow it further.
 */
function actingCaller(caller: Caller, subAgent: SubAgent | null): Caller {
  if (subAgent === null) return caller;
  const { principal } = caller;
  const told = { id: subAgent.id, type: subAgent.type ?? "" };
  return { ...caller, principal: { ...principal, attributes: { ...principal.attributes, [SUB_AGENT]: told } } };
}

function attributesOf({ event, isAttended, cwd }: Occasion): Readonly<Record<string, Value>> {
  return { event, attended: isAttended, ...(cwd === null ? {} : { workspace: cwd }) };
}

interface Parts {
  readonly surface: Surface;
  readonly effects: readonly Effect[];
  readonly unresolved: readonly Unresolved[];
  readonly summary: string;
  readonly argument: ValueObject;
}

function partsOf(question: Asked, readAct: ReadAct): Parts {
  switch (question.kind) {
    case "call":
      return partsOfUse(question.use, question.cwd, readAct);
    case "model":
      return partsOfModel(question);
    default: {
      const { server, name } = question;
      const effects = [calledTool(question)];
      const summary = `lets server ${server} ask the person something`;
      const surface: Surface = { kind: "request", server, name };
      return { surface, effects, unresolved: [], summary, argument: question.arguments };
    }
  }
}

/** A client tells which model it uses, and nothing of what it sends there. */
const UNSEEN_CALL = {
  operation: unseen("operation"),
  stream: unseen("stream"),
  maxTokens: unseen("maxTokens"),
  refersTo: unseen("refersTo"),
  holds: unseen("holds"),
};

function unseen(path: string): Unknown {
  return new Unknown([{ reason: "not-observed", path }]);
}

function partsOfModel({ provider, model }: ModelQuestion): Parts {
  const source = { file: provider, address: model, path: [] };
  const effects = [modelEffect({ api: provider, provider, model, call: UNSEEN_CALL }, source)];
  const surface: Surface = { kind: "model", provider, name: model };
  return { surface, effects, unresolved: [], summary: `uses model ${model} of ${provider}`, argument: { model } };
}

function partsOfUse(use: ToolUse, cwd: string | null, readAct: ReadAct): Parts {
  const { server, name } = use;
  const source = { file: server, address: name, path: [] };
  const read = use.steps.map((step) => readStep(step, { use, cwd, source, readAct }));
  return {
    surface: use.isShell ? { kind: "command" } : { kind: "tool", server, name },
    effects: read.flatMap((one) => one.effects),
    unresolved: read.flatMap((one) => one.unresolved),
    summary: summaryOf(use),
    argument: use.arguments,
  };
}

type Called = Pick<ToolUse, "server" | "name" | "arguments">;

interface Place {
  readonly use: ToolUse;
  readonly cwd: string | null;
  readonly source: SourceRef;
  readonly readAct: ReadAct;
}

type StepReading = Pick<Parts, "effects" | "unresolved">;

function readStep(step: ToolStep, { use, cwd, source, readAct }: Place): StepReading {
  switch (step.kind) {
    case "script":
      return readAct({ kind: "shell", script: step.script, setting: settingOf(cwd, source) });
    case "file":
      return readFileStep(step, cwd, source);
    case "fetch":
      return readFetchAct(step.url, settingOf(cwd, source));
    case "tool":
      return { effects: [calledTool(use)], unresolved: [] };
    default:
      return { effects: [], unresolved: [{ code: step.code, message: step.message, source }] };
  }
}

function calledTool({ server, name, arguments: args }: Called): Effect {
  const source = { file: server, address: name, path: [] };
  return toolEffect("invoke", { type: "mcp-tool", server, name, argument: maskedArguments(args) }, source);
}

function summaryOf({ server, name, steps }: ToolUse): string {
  const [step] = steps;
  if (step?.kind === "script") return `runs ${step.script}`;
  if (step?.kind === "file") return `${name} of ${server}: ${step.path}`;
  return step?.kind === "fetch" ? `fetches ${step.url}` : `calls ${name} of ${server}`;
}
