import type { Look } from "../finding.ts";
import { plainText } from "./hidden.ts";
import { lookFor, SPACE, type Pattern } from "./patterns.ts";

/** Up to four words between the parts of a phrase. */
const FEW = String.raw`(?:[\w'’,-]{1,20}\s{1,8}){0,4}`;

/** Texts in results that speak to the model and not to whoever reads them. */
const PATTERNS: readonly Pattern[] = [
  {
    detector: "instruction-override",
    pattern: phrase(
      `(?:ignore|disregard|forget|override|bypass)`,
      `(?:previous|prior|above|earlier|preceding|existing|system|your)`,
      `(?:instructions?|prompts?|rules|guidelines|directives?|directions|policies|training)`,
    ),
    needs: SPACE,
  },
  {
    detector: "instruction-override",
    pattern:
      /\b(?:ignorez?|oubliez?|ignoriere|vergiss|ignora|olvida)\s{1,8}(?:[\p{L}]{1,12}\s{1,8}){0,3}(?:instructions|anweisungen|instrucciones|istruzioni)\b/giu,
    needs: SPACE,
  },
  {
    detector: "hides-from-user",
    pattern: phrase(
      `(?:do\\s{1,8}not|don['’]?t|never|without|avoid)`,
      `(?:tell|telling|inform|informing|mention|mentioning|notify|notifying|alert|alerting|asking)`,
      `(?:the\\s{1,8})?(?:user|human|operator)s?`,
    ),
    needs: SPACE,
  },
  {
    detector: "new-instructions",
    pattern:
      /\b(?:new|updated|revised|additional|important)\s{1,8}(?:system\s{1,8})?instructions?\s{0,8}(?:for|to)\s{1,8}(?:the\s{1,8})?(?:ai|llm|model|assistant|agent|claude|chatgpt|copilot|cursor)\b/gi,
    needs: SPACE,
  },
  {
    detector: "new-instructions",
    pattern:
      /\byou\s{1,8}are\s{1,8}now\s{1,8}(?:in\s{1,8})?(?:a|an|the)?\s{0,8}(?:dan|developer\s{1,8}mode|unrestricted|jailbroken|god\s{1,8}mode|evil|different\s{1,8}(?:ai|assistant))\b/gi,
    needs: SPACE,
  },
  {
    detector: "speaks-to-model",
    pattern:
      /\b(?:attention|note\s{1,8}to|message\s{1,8}(?:for|to)|instructions?\s{1,8}for)[\s:,]{1,8}(?:the\s{1,8}|all\s{1,8}|any\s{1,8})?(?:ai|llm|language)\s{0,8}(?:assistants?|agents?|models?)?\s{0,8}[:!,]/gi,
    needs: /[\s:,]/,
  },
  {
    detector: "prompt-extraction",
    pattern: phrase(
      `(?:reveal|print|output|repeat|leak|send|show)`,
      `(?:your|the)`,
      `(?:system\\s{1,8}prompt|hidden\\s{1,8}instructions|initial\\s{1,8}instructions)`,
    ),
    needs: SPACE,
  },
  {
    detector: "asks-for-secrets",
    pattern: phrase(
      `(?:send|pass|upload|include|post|append|attach|forward|provide|exfiltrate)`,
      `(?:contents?|file|key|keys|it|them|value|everything|output)?\\s{0,8}(?:of|from|in|at)?`,
      `(?:~/|/(?:home|root)/|\\.)[\\w./-]{0,80}(?:id_rsa|id_ed25519|mcp\\.json|credentials|\\.env|\\.netrc|\\.npmrc|\\.kube/config)`,
    ),
    needs: SPACE,
  },
  {
    detector: "precondition-for-tools",
    pattern: phrase(
      `(?:before|when|whenever|after)`,
      `(?:using|calling|invoking|running|use|call)`,
      `(?:this|any|other|another|every|the)\\s{1,8}(?:[\\w-]{1,40}\\s{1,8})?tools?[\\s,]{1,8}(?:you\\s{1,8}(?:must|should|need)|always|first|make\\s{1,8}sure)`,
    ),
    needs: SPACE,
  },
  {
    detector: "fake-turn",
    pattern:
      /<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id|tool)\|>|\[\/?INST\]|<<\/?SYS>>|<start_of_turn>/g,
    needs: /[<[]/,
  },
  {
    detector: "fake-turn",
    pattern:
      /<\/?(?:system|system[-_](?:prompt|message|instructions?|reminder)|assistant|human|tool_(?:result|use|response)|function_(?:calls?|results?|response)|antml:[a-z_]{1,32}|important|secret|hidden)>/gi,
    needs: /[<[]/,
  },
  {
    detector: "fake-turn",
    pattern:
      /(?:^|\n)\s{0,8}(?:#{1,4}\s{0,4})?(?:\*\*)?(?:System|Human|Assistant)(?:\*\*)?\s{0,4}:\s{0,4}(?:you|ignore|from\s{1,4}now|new|forget|disregard)\b/gi,
    needs: /:/,
  },
];

function phrase(first: string, second: string, third: string): RegExp {
  return new RegExp(`(?<!\\w)${first}\\s{1,8}${FEW}?${second}\\s{1,8}${FEW}?${third}(?!\\w)`, "giu");
}

const lookAsWritten = lookFor("injection", PATTERNS);

/** Looks for instructions to the model, also where hidden characters part their words; those are told of the whole text. */
export const lookForInjection: Look = (text) => {
  const hits = lookAsWritten(text);
  const plain = hits.length > 0 ? text : plainText(text);
  return plain === text ? hits : lookAsWritten(plain).map((hit) => ({ ...hit, start: 0, end: text.length }));
};
