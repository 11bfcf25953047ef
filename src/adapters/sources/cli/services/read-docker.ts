import type { Word } from "../command.ts";
import type { Draft } from "../draft.ts";
import { actOnFile, actOnNamed } from "../files/file.ts";
import { invoke, type Call } from "../invoked.ts";
import { elsewhere } from "../network/elsewhere.ts";
import { optionTable } from "../words/option-table.ts";
import { parseOptions, type ParsedOptions } from "../words/parse-options.ts";
import { requireUnderstood } from "../words/understood.ts";
import { DOCKER_SERVICE } from "./clouds.ts";
import { readService } from "./read-service.ts";
import { containerProperties, imageProperties } from "./container.ts";
import { kindOfType } from "./kinds.ts";
import type { ActedOn, ReachTrait, Verb } from "#core/model";

const GLOBAL = optionTable(
  "host,H= context,c= config= log-level,l= debug,D tls tlscacert= tlscert= tlskey= tlsverify version,v help",
  { endAtOperand: true, abbreviates: false },
);
const RUN = optionTable(
  `detach,d interactive,i tty,t rm init privileged read-only no-healthcheck oom-kill-disable publish-all,P quiet,q sig-proxy? disable-content-trust?
  name= env,e= env-file= volume,v= mount= workdir,w= user,u= publish,p= network,net= entrypoint= hostname,h= label,l= platform= restart= cap-add= cap-drop= security-opt= device= pid= ipc= uts= userns= cgroupns= cgroup-parent= gpus= memory,m= memory-swap= cpus= cpu-shares,c= cpuset-cpus= shm-size= ulimit= tmpfs= volumes-from= volume-driver= add-host= dns= expose= link= log-driver= log-opt= pull= attach,a= group-add= health-cmd= health-interval= health-retries= health-timeout= ip= mac-address= network-alias= runtime= stop-signal= stop-timeout= storage-opt= sysctl= annotation= cidfile= detach-keys= kernel-memory= pids-limit= blkio-weight= label-file=`,
  { endAtOperand: true, abbreviates: false },
);
const EXEC = optionTable(
  "detach,d interactive,i tty,t privileged user,u= workdir,w= env,e= env-file= detach-keys= index= T no-TTY",
  { endAtOperand: true, abbreviates: false },
);
const BUILD = optionTable(
  "tag,t= file,f= build-arg= target= no-cache pull? push load platform= progress= quiet,q rm? force-rm squash secret= ssh= output,o= cache-from= cache-to= label= network= builder= iidfile= metadata-file= add-host= build-context= allow= provenance= sbom= attest= memory,m= shm-size= ulimit= no-cache-filter= annotation= call= check debug,D",
  { abbreviates: false },
);
const COMPOSE = optionTable(
  "file,f= project-name,p= profile= env-file= project-directory= ansi= progress= parallel= compatibility dry-run all-resources",
  { endAtOperand: true, abbreviates: false },
);
/** Folders of the machine that are the machine when a container has them. */
const WHOLE_MACHINE = /^(?:\/|\/var\/run\/docker\.sock|\/run\/docker\.sock|\/run\/containerd.*|\/proc|\/sys|\/dev)$/;

/** Reads `docker` and `podman`. */
export function readDocker(draft: Draft, call: Call): void {
  const global = parseOptions(call.words, GLOBAL);
  const operands = global.operands[0]?.text === "container" ? global.operands.slice(1) : global.operands;
  const [command, ...words] = operands;
  if (command === undefined) return;
  const isBuild = BUILDERS.has(command.text ?? "") && words[0]?.text === "build";
  const reader = isBuild ? build : READERS.get(command.text ?? "");
  if (reader === undefined) readRest(draft, call);
  else reader(draft, call, isBuild ? words.slice(1) : words);
}

const FILES = optionTable("output,o= input=", { abbreviates: false });

/** Images and containers are also saved in files, and loaded from them. */
function readRest(draft: Draft, call: Call): void {
  const parsed = parseOptions(call.words, FILES);
  actOnNamed(draft, "update", parsed, ["output"]);
  actOnNamed(draft, "read", parsed, ["input"]);
  readService(draft, call, DOCKER_SERVICE);
}

const BUILDERS: ReadonlySet<string> = new Set(["image", "buildx", "builder"]);
const READERS: ReadonlyMap<string, (draft: Draft, call: Call, words: readonly Word[]) => void> = new Map([
  ["run", run],
  ["create", run],
  ["exec", execute],
  ["build", build],
  ["cp", copy],
  ["compose", compose],
]);

function run(draft: Draft, call: Call, words: readonly Word[]): void {
  const parsed = parseOptions(words, RUN);
  requireUnderstood(draft, call.program, parsed);
  const [image, ...command] = parsed.operands;
  const traits = escapes(parsed) ? (["elevated"] as const) : [];
  const name = image?.text ?? "?";
  const container = { what: "container", name: parsed.value("name")?.text ?? name, traits } as const;
  act(draft, "create", { ...container, properties: containerProperties(image?.text ?? null, parsed) });
  act(draft, "invoke", { what: "image", name, traits });
  actOnNamed(draft, "read", parsed, ["env-file"]);
  mountAll(draft, parsed);
  if (command.length > 0 || parsed.has("entrypoint")) inside(draft, [...parsed.values("entrypoint"), ...command]);
}

function mountAll(draft: Draft, parsed: ParsedOptions): void {
  for (const { text } of parsed.values("volume"))
    mount(draft, text?.split(":")[0] ?? null, /:[^:]*\bro\b[^:]*$/.test(text ?? ""));
  for (const { text } of parsed.values("mount"))
    mount(draft, sourceOf(text), /(?:^|,)(?:ro|readonly)(?:,|=|$)/.test(text ?? ""));
}

/** What `--mount` names; a mount without a source is a new volume. */
function sourceOf(text: string | null): string | null {
  if (text === null) return null;
  return /(?:^|,)(?:source|src)=(?<path>[^,]*)/.exec(text)?.groups?.["path"] ?? "volume";
}

/** A container with these has the rights of the machine. */
function escapes(parsed: ParsedOptions): boolean {
  const shared = ["pid", "ipc", "uts", "userns", "network", "cgroupns"].some(
    (name) => parsed.value(name)?.text === "host",
  );
  return shared || parsed.has("privileged", "cap-add", "device", "security-opt", "volumes-from");
}

/** A path of the machine that a container has; a name alone is a volume. */
function mount(draft: Draft, path: string | null, readOnly: boolean): void {
  if (path === null) return draft.unresolved("word-unknown", "What a container has of the machine is not known");
  if (!/^[./~]/.test(path)) return;
  const traits: readonly ReachTrait[] = WHOLE_MACHINE.test(path) ? ["recursive", "elevated"] : ["recursive"];
  actOnFile(draft, readOnly ? "read" : "update", { text: path, quoted: false }, { traits });
}

function execute(draft: Draft, call: Call, words: readonly Word[]): void {
  const parsed = parseOptions(words, EXEC);
  requireUnderstood(draft, call.program, parsed);
  const [container, ...command] = parsed.operands;
  const traits: readonly ReachTrait[] = parsed.has("privileged") ? ["remote", "elevated"] : ["remote"];
  act(draft, "invoke", { what: "container", name: container?.text ?? "?", traits });
  inside(draft, command);
}

function inside(draft: Draft, words: readonly Word[]): void {
  if (words.length > 0) draft.nest({ kind: "words", words }, elsewhere(draft));
}

function build(draft: Draft, call: Call, words: readonly Word[]): void {
  const parsed = parseOptions(words, BUILD);
  requireUnderstood(draft, call.program, parsed);
  invoke(draft, call, "project");
  for (const folder of parsed.operands)
    if (folder.text !== "-" && folder.text?.includes("://") !== true)
      actOnFile(draft, "read", folder, { traits: ["recursive"] });
  for (const { text } of parsed.values("tag"))
    act(draft, parsed.has("push") ? "update" : "create", { what: "image", name: text ?? "?", traits: [] });
}

function copy(draft: Draft, _: Call, words: readonly Word[]): void {
  const [from, to] = words.filter(({ text }) => text === null || text === "-" || !text.startsWith("-"));
  for (const [verb, word] of [
    ["read", from],
    ["update", to],
  ] as const) {
    if (word === undefined) continue;
    const container = /^(?<name>[\w.-]{2,}):/.exec(word.text ?? "")?.groups?.["name"];
    if (container === undefined) actOnFile(draft, verb, word, { traits: ["recursive"] });
    else act(draft, verb, { what: "container", name: container, traits: ["remote"] });
  }
}

function compose(draft: Draft, call: Call, words: readonly Word[]): void {
  const parsed = parseOptions(words, COMPOSE);
  const [command, ...rest] = parsed.operands;
  for (const file of parsed.values("file")) actOnFile(draft, "read", file);
  if (command?.text === "exec") return execute(draft, call, rest);
  if (["up", "run", "create", "build", "watch", "start"].includes(command?.text ?? "")) {
    act(draft, "create", { what: "container", name: "", traits: ["reach-many"] });
    return invoke(draft, call, "project");
  }
  readService(draft, { ...call, words: [{ text: "compose", quoted: true }, ...parsed.operands] }, DOCKER_SERVICE);
}

interface DockerAct {
  readonly what: string;
  readonly name: string;
  readonly traits: readonly ReachTrait[];
  readonly properties?: NonNullable<ActedOn["properties"]>;
}

function act(draft: Draft, verb: Verb, { what, name, traits, properties = {} }: DockerAct): void {
  const type = `docker ${what}`;
  const about = { kind: kindOfType(type), type, provider: "docker", id: `${type}/${name}`, name };
  draft.act(verb, { ...about, properties: what === "image" ? imageProperties(name) : properties }, traits);
}
