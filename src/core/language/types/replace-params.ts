import { listOf, mapOf, type Type, typeOf } from "./type.ts";

/** Rewrites every type parameter within a type. A type without parameters is answered as it is. */
export function replaceParams(type: Type, replace: (param: Type & { readonly kind: "param" }) => Type): Type {
  switch (type.kind) {
    case "param":
      return replace(type);
    case "list": {
      const element = replaceParams(type.element, replace);
      return element === type.element ? type : listOf(element);
    }
    case "map": {
      const key = replaceParams(type.key, replace);
      const value = replaceParams(type.value, replace);
      return key === type.key && value === type.value ? type : mapOf(key, value);
    }
    case "type": {
      const of = replaceParams(type.of, replace);
      return of === type.of ? type : typeOf(of);
    }
    case "opaque": {
      const params = type.params.map((param) => replaceParams(param, replace));
      return params.every((param, index) => param === type.params[index]) ? type : { ...type, params };
    }
    default:
      return type;
  }
}
