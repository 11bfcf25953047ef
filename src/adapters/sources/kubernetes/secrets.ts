const CREDENTIAL_NAME =
  /(?:^|[_.-])(?:password|passwd|passphrase|secret|secret_?key|token|api_?key|access_?key|private_?key|credentials?)$/i;
/** A reference to another variable, a path to a file, or a word that merely switches something. */
const NO_SECRET = /^(?:\$\([^)]*\)|\$\{[^}]*\}|\/[\w./-]*|true|false|null|none|)$/i;

/** The names of the detectors that see a secret in `text`, which is the value of something called `name`. */
export function secretsIn(text: string, name: string): readonly string[] {
  return CREDENTIAL_NAME.test(name) && !NO_SECRET.test(text) ? ["credential-name"] : [];
}
