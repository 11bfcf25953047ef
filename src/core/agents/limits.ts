import type { AgentDocument } from "#core/documents";

/** A tool, as the operator named the server that has it. */
export interface ToolName {
  readonly server: string;
  readonly name: string;
  /** Lower-case hex SHA-256 of its definition as it is now; null where that is not known. */
  readonly digest: string | null;
}

/** Why an agent may not call a tool; null where its document lists it, or lists none. One that is listed with a digest must be known to be defined as it was then. */
export function refuseTool({ spec, metadata }: AgentDocument, { server, name, digest }: ToolName): string | null {
  if (spec.tools.length === 0) return null;
  const tool = `${server}/${name}`;
  const listed = spec.tools.find((one) => one.name === tool) ?? spec.tools.find((one) => one.name === server);
  if (listed === undefined) return `The document of the agent \`${metadata.name}\` does not list the tool \`${tool}\``;
  if (listed.digest === null || listed.digest === digest) return null;
  return `The tool \`${tool}\` is not known to be defined as the document of the agent \`${metadata.name}\` has it`;
}

/** Why an agent may not turn to a server for anything but tools; null where its document lists the server or a tool of it, or none at all. */
export function refuseServer({ spec, metadata }: AgentDocument, server: string): string | null {
  if (spec.tools.length === 0) return null;
  const isListed = spec.tools.some(({ name }) => name === server || name.startsWith(`${server}/`));
  return isListed ? null : `The document of the agent \`${metadata.name}\` lists nothing of the server \`${server}\``;
}

/** Why an agent may not ask a model; null where its document lists the model, all of the provider, or no model. */
export function refuseModel({ spec, metadata }: AgentDocument, provider: string, name: string): string | null {
  if (spec.models.length === 0) return null;
  const model = `${provider}/${name}`;
  const isListed = spec.models.includes(model) || spec.models.includes(provider);
  return isListed ? null : `The document of the agent \`${metadata.name}\` does not list the model \`${model}\``;
}
