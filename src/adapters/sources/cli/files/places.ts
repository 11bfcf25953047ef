import { globMatches, isPattern } from "./glob.ts";

/** What there is at a path by convention, as the kind `File` names it. */
export type Holding =
  | "agent-settings"
  | "credentials"
  | "device"
  | "home"
  | "other-home"
  | "repository"
  | "root"
  | "startup"
  | "system"
  | "workspace";

/** Paths with more steps are looked at only so far from each end. */
const MAX_STEPS = 64;

/** Steps of a path: anywhere in it, or from the root where the first step is empty; `*` within a step. */
const PLACES: readonly Place[] = [
  ...rows("agent-settings", [
    ".claude",
    ".claude.json",
    "CLAUDE.md",
    "AGENTS.md",
    "GEMINI.md",
    ".mcp.json",
    "mcp.json",
    ".cursor",
    ".cursorrules",
    ".codex",
    ".gemini",
    ".windsurf",
    ".vscode",
    ".github/copilot-instructions.md",
    "managed-settings.json",
    "/etc/claude-code",
    "/etc/codex",
    "Library/Application Support/Claude",
    "Library/Application Support/ClaudeCode",
  ]),
  ...rows("credentials", [
    ".ssh",
    ".aws",
    ".azure",
    ".kube",
    ".gnupg",
    ".netrc",
    "_netrc",
    ".npmrc",
    ".pypirc",
    ".git-credentials",
    ".env",
    ".env.*",
    ".envrc",
    ".pgpass",
    ".my.cnf",
    ".vault-token",
    ".password-store",
    ".docker/config.json",
    ".config/gcloud",
    ".config/gh",
    ".config/git/credentials",
    ".config/op",
    ".config/sops",
    ".terraform.d/credentials.tfrc.json",
    ".terraformrc",
    ".cargo/credentials*",
    ".gem/credentials",
    "id_rsa",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "*.pem",
    "*.key",
    "*.p12",
    "*.pfx",
    "*.jks",
    "*.kdbx",
    "*.keytab",
    "*.tfstate",
    "*.tfstate.backup",
    "credentials.json",
    "service-account*.json",
    "secrets.y*ml",
    "kubeconfig",
    ".bash_history",
    ".zsh_history",
    "/etc/shadow",
    "/etc/gshadow",
    "/etc/sudoers",
    "/etc/sudoers.d",
    "/etc/ssl/private",
    "/etc/kubernetes",
    "/proc/*/environ",
    "/proc/*/mem",
    "/proc/*/fd",
    "/run/secrets",
    "/var/run/secrets",
    "Library/Keychains",
    ".local/share/keyrings",
    ".mozilla",
    "google-chrome",
    "Cookies",
  ]),
  ...rows("startup", [
    ".bashrc",
    ".bash_profile",
    ".bash_login",
    ".bash_logout",
    ".bash_aliases",
    ".profile",
    ".zshrc",
    ".zshenv",
    ".zprofile",
    ".zlogin",
    ".zlogout",
    ".inputrc",
    ".envrc",
    ".config/fish",
    ".config/systemd",
    ".config/autostart",
    ".gitconfig",
    ".config/git",
    ".vimrc",
    ".config/nvim",
    ".emacs",
    ".pythonrc",
    "sitecustomize.py",
    "usercustomize.py",
    "authorized_keys",
    "Library/LaunchAgents",
    "Library/LaunchDaemons",
    "/etc/profile",
    "/etc/profile.d",
    "/etc/bash.bashrc",
    "/etc/environment",
    "/etc/crontab",
    "/etc/cron.*",
    "/var/spool/cron",
    "/etc/systemd",
    "/etc/init.d",
    "/etc/rc.local",
    "/etc/ld.so.preload",
    "/etc/ld.so.conf*",
    "/etc/pam.d",
    ".git/hooks",
    ".husky",
  ]),
  ...rows("repository", [".git"]),
  ...rows("system", [
    "/bin",
    "/boot",
    "/etc",
    "/lib",
    "/lib32",
    "/lib64",
    "/opt",
    "/proc",
    "/run",
    "/sbin",
    "/srv",
    "/sys",
    "/usr",
    "/var",
    "/System",
    "/Library",
    "/Applications",
    "/private/etc",
    "/private/var",
  ]),
  ...rows("device", ["/dev"]),
];

/** Devices that hold nothing, and folders of the system where anybody may write. */
const HARMLESS =
  /^\/(?:dev\/(?:null|zero|full|random|urandom|stdin|stdout|stderr|tty|fd\/\d+)|(?:private\/)?var\/(?:folders|tmp)\/.*|private\/tmp\/.*)$/;

interface Place {
  readonly holding: Holding;
  readonly fromRoot: boolean;
  readonly steps: readonly string[];
}

function rows(holding: Holding, places: readonly string[]): readonly Place[] {
  return places.map((place) => ({
    holding,
    fromRoot: place.startsWith("/"),
    steps: stepsOf(place),
  }));
}

/** What there is at an absolute path, or below or at one of those that a pattern stands for. */
export function holdingsOf(path: string, home: string | null, workspace: string | null): readonly Holding[] {
  if (HARMLESS.test(path)) return [];
  const found = new Set<Holding>();
  const steps = stepsOf(path);
  const folder = path.startsWith("/") ? folderOf(steps) : null;
  if (folder === "/") found.add("root");
  if (folder !== null && isAbove(folder, workspace)) found.add("workspace");
  if (folder !== null && isAbove(folder, home)) found.add("home");
  if (isOtherHome(steps, home)) found.add("other-home");
  for (const place of PLACES) if (!found.has(place.holding) && isAt(path, steps, place)) found.add(place.holding);
  return [...found].toSorted();
}

function stepsOf(path: string): readonly string[] {
  const steps = path.split("/").filter((step) => step !== "");
  return steps.length <= 2 * MAX_STEPS ? steps : [...steps.slice(0, MAX_STEPS), ...steps.slice(-MAX_STEPS)];
}

/** Whether a folder is another one or has it inside. */
function isAbove(folder: string, other: string | null): boolean {
  return other !== null && (folder === other || other.startsWith(folder === "/" ? "/" : `${folder}/`));
}

/** The path itself, or the folder everything in which it stands for. */
function folderOf(steps: readonly string[]): string {
  return `/${(isWholeFolder(steps.at(-1) ?? "") ? steps.slice(0, -1) : steps).join("/")}`;
}

/** `folder/*` is all that is in the folder. */
function isWholeFolder(step: string): boolean {
  return /^(?:\.?\*+|\.\[!\.\]\*|\{,\.\}\*)$/.test(step);
}

function isOtherHome(steps: readonly string[], home: string | null): boolean {
  const [first, second] = steps;
  if (first === "root") return home !== "/root";
  if (second === undefined || (first !== "home" && first !== "Users")) return false;
  return `/${first}/${second}` !== home && second !== "Shared";
}

function isAt(path: string, steps: readonly string[], place: Place): boolean {
  if (place.fromRoot) return path.startsWith("/") && standsAt(steps, 0, place.steps);
  return steps.some((_, at) => standsAt(steps, at, place.steps));
}

function standsAt(steps: readonly string[], at: number, wanted: readonly string[]): boolean {
  return wanted.every((step, offset) => isAlike(steps[at + offset], step));
}

/** A step of the user's may be a pattern, and so may that of a place. A pattern does not stand for a hidden name unless it begins with the dot. */
function isAlike(step: string | undefined, wanted: string): boolean {
  if (step === undefined) return false;
  if (step === wanted) return true;
  if (isPattern(step)) return isPatternFor(step, wanted);
  return wanted.includes("*") && globMatches(wanted, step);
}

function isPatternFor(step: string, wanted: string): boolean {
  if (isWholeFolder(step) || /^\*?[.]?\*[.]?\w*$/.test(step)) return step.startsWith(".") && wanted.startsWith(".");
  return globMatches(step, wanted.replaceAll("*", "x")) && (step.startsWith(".") || !wanted.startsWith("."));
}
