// What Kubernetes answers for names is part of its interface: policies pass these sentences on to users. Source: apimachinery `pkg/util/validation`.

const LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const LABEL_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
const QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const LABEL_VALUE = `(${QUALIFIED})?`;

interface NameRule {
  readonly pattern: RegExp;
  readonly maxLength: number;
  readonly complaint: string;
}

function rule(pattern: string, maxLength: number, demand: string, examples: string): NameRule {
  return {
    pattern: new RegExp(`^${pattern}$`),
    maxLength,
    complaint: `${demand} (e.g. ${examples}, regex used for validation is '${pattern}')`,
  };
}

const ENDS = "must start and end with an alphanumeric character";
const SUBDOMAIN_RULE = rule(
  SUBDOMAIN,
  253,
  `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and ${ENDS}`,
  "'example.com'",
);
const LABEL_RULE = rule(
  LABEL,
  63,
  `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and ${ENDS}`,
  "'my-name', or '123-abc'",
);
const LABEL_1035_RULE = rule(
  LABEL_1035,
  63,
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  "'my-name', or 'abc-123'",
);
const LABEL_VALUE_RULE = rule(
  LABEL_VALUE,
  63,
  `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and ${ENDS}`,
  "'MyValue', or 'my_value', or '12345'",
);
const NAME_RULE = rule(
  QUALIFIED,
  63,
  `name part must consist of alphanumeric characters, '-', '_' or '.', and ${ENDS}`,
  "'MyName', or 'my.name', or '123-abc'",
);

/** What is wrong with a text as a name of some kind; nothing when it is one. */
type NameTest = (text: string) => readonly string[];

function testOf({ pattern, maxLength, complaint }: NameRule): NameTest {
  return (text) => [
    ...(text.length > maxLength ? [`must be no more than ${maxLength} characters`] : []),
    ...(pattern.test(text.slice(0, LONGEST_TESTED)) ? [] : [complaint]),
  ];
}

/** What lies beyond is too long for every rule anyway. */
const LONGEST_TESTED = 10_000;

/** A name of which only the beginning is given may end with a dash. */
function prefixTestOf(name: NameRule): NameTest {
  const test = testOf(name);
  return (text) => test(text.length > 1 && text.endsWith("-") ? `${text.slice(0, -2)}a` : text);
}

/** What is wrong with a text as a name with an optional domain before a slash. */
export function testQualifiedName(text: string): readonly string[] {
  const parts = text.split("/");
  if (parts.length > 2) {
    return [
      `a qualified name ${NAME_RULE.complaint.slice("name part ".length)} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const [name = "", prefix] = parts.toReversed();
  return [
    ...prefixProblems(prefix),
    ...(name === "" ? ["name part must be non-empty"] : []),
    ...testOf(NAME_RULE)(name),
  ];
}

function prefixProblems(prefix: string | undefined): readonly string[] {
  if (prefix === undefined) return [];
  return prefix === ""
    ? ["prefix part must be non-empty"]
    : testOf(SUBDOMAIN_RULE)(prefix).map((problem) => `prefix part ${problem}`);
}

export const testDnsLabel: NameTest = testOf(LABEL_RULE);
export const testDnsLabelPrefix: NameTest = prefixTestOf(LABEL_RULE);
export const testDnsSubdomain: NameTest = testOf(SUBDOMAIN_RULE);
export const testDnsSubdomainPrefix: NameTest = prefixTestOf(SUBDOMAIN_RULE);
export const testDns1035Label: NameTest = testOf(LABEL_1035_RULE);
export const testDns1035LabelPrefix: NameTest = prefixTestOf(LABEL_1035_RULE);
export const testLabelValue: NameTest = testOf(LABEL_VALUE_RULE);
