import { Opaque, Unknown, type Value } from "../../../values/index.ts";

/** What of a resource is asked about; empty text stands for what is not said. */
export interface ResourceAttributes {
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  readonly fieldSelector: string;
  readonly labelSelector: string;
}

/** Whether somebody may do something to a resource, or with a path that is none. */
export interface AuthorizationCheck {
  /** Null for whoever sent the request. */
  readonly user: string | null;
  readonly verb: string;
  readonly about: ResourceAttributes | string;
}

/** What an authorizer answers. */
export interface AuthorizationAnswer {
  readonly allowed: boolean;
  readonly reason: string;
  /** Empty without one. */
  readonly error: string;
}

/** Answers checks; null for one whose answer nobody knows. */
export type Authorize = (check: AuthorizationCheck) => AuthorizationAnswer | null;

/** A value that is asked through functions alone. Source: Kubernetes, `pkg/cel/library/authz.go`. */
abstract class Asked extends Opaque {
  equals(other: Opaque): boolean {
    return this === other;
  }

  toPlain(): Value {
    return this.toString();
  }
}

/** Who is asked, and for whom. */
export class Authorizer extends Asked {
  readonly typeName = "kubernetes.authorization.Authorizer";
  readonly authorize: Authorize;
  readonly user: string | null;

  constructor(authorize: Authorize, user: string | null = null) {
    super();
    this.authorize = authorize;
    this.user = user;
  }

  toString(): string {
    return this.user === null ? "authorizer" : `authorizer of ${this.user}`;
  }
}

export class GroupCheck extends Asked {
  readonly typeName = "kubernetes.authorization.GroupCheck";
  readonly authorizer: Authorizer;
  readonly group: string;

  constructor(authorizer: Authorizer, group: string) {
    super();
    this.authorizer = authorizer;
    this.group = group;
  }

  toString(): string {
    return `${this.authorizer.toString()}.group("${this.group}")`;
  }
}

export class PathCheck extends Asked {
  readonly typeName = "kubernetes.authorization.PathCheck";
  readonly authorizer: Authorizer;
  readonly path: string;

  constructor(authorizer: Authorizer, path: string) {
    super();
    this.authorizer = authorizer;
    this.path = path;
  }

  toString(): string {
    return `${this.authorizer.toString()} for \`${this.path}\``;
  }
}

export class ResourceCheck extends Asked {
  readonly typeName = "kubernetes.authorization.ResourceCheck";
  readonly authorizer: Authorizer;
  readonly attributes: ResourceAttributes;

  constructor(authorizer: Authorizer, attributes: ResourceAttributes) {
    super();
    this.authorizer = authorizer;
    this.attributes = attributes;
  }

  /** The same with some attributes set. */
  with(attributes: Partial<ResourceAttributes>): ResourceCheck {
    return new ResourceCheck(this.authorizer, { ...this.attributes, ...attributes });
  }

  toString(): string {
    const { group, resource, subresource, namespace, name } = this.attributes;
    const type = [resource, ...(subresource === "" ? [] : [subresource])].join("/");
    const place = [namespace, name].filter((one) => one !== "").join("/");
    return `${this.authorizer.toString()} for ${group === "" ? type : `${type}.${group}`}${place === "" ? "" : ` ${place}`}`;
  }
}

export class AuthorizationDecision extends Asked {
  readonly typeName = "kubernetes.authorization.Decision";
  readonly answer: AuthorizationAnswer;

  constructor(answer: AuthorizationAnswer) {
    super();
    this.answer = answer;
  }

  toString(): string {
    return this.answer.allowed ? "allowed" : "not allowed";
  }
}

/** What a check comes to; unknown where nobody knows the answer. */
export function checked(check: PathCheck | ResourceCheck, verb: string): AuthorizationDecision | Unknown {
  const { authorizer } = check;
  const about = check instanceof PathCheck ? check.path : check.attributes;
  const answer = authorizer.authorize({ user: authorizer.user, verb, about });
  if (answer !== null) return new AuthorizationDecision(answer);
  return new Unknown([{ reason: "not-observed", path: `${verb} by ${check.toString()}` }]);
}
