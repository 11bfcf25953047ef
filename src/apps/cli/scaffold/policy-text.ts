/** A validation to begin with. */
export interface Rule {
  readonly id: string;
  readonly expression: string;
  readonly message: string;
}

/** What a new policy says. */
export interface PolicyParts {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly rules: readonly Rule[];
}

/** The document of a new policy, as `writ fmt` writes it. */
export function policyText({ id, title, kind, rules }: PolicyParts): string {
  const validations = rules.map(
    (rule) => `    - id: ${rule.id}
      expression: ${scalar(rule.expression)}
      message: ${scalar(rule.message)}
`,
  );
  return `apiVersion: writ/v1
kind: Policy
metadata:
  name: ${scalar(id)}
  title: ${scalar(title)}
spec:
  severity: medium
  mode: enforce
  match:
    kinds: [${kind}]
  validations:
${validations.join("")}`;
}

/** A text as YAML. */
function scalar(text: string): string {
  return /^[A-Za-z][\w .,'?()[\]=>&|-]*$/.test(text) && !/ #|: |^(true|false|null)$| $/.test(text)
    ? text
    : JSON.stringify(text);
}
