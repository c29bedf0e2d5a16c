/** The value inside an answer; what may stand beside it describes types that JSON does not have. */
export function unwrap(answer: unknown): unknown {
  return typeof answer === "object" && answer !== null && "json" in answer
    ? answer.json
    : undefined;
}
