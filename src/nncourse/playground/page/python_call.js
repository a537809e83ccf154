// A state as the Python line that makes it again.

const literal = (value) => {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "string" ? `"${value}"` : String(value);
};

export function pythonCall(settings) {
  const lines = Object.entries(settings).map(([name, value]) => `    ${name}=${literal(value)},`);
  return [
    "from nncourse.playground import playground",
    "",
    "pg = playground(",
    ...lines,
    ")",
    "pg",
  ].join("\n");
}
