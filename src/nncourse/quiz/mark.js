// How an answer is marked in the page; question.py marks alike, and a test holds the two together.

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const THOUSANDS = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/;

/** The message tells the learner what to write. */
export class AnswerError extends Error {}

/** @param {string} text without a slash */
function readPlain(text) {
  let plain = text;
  if (THOUSANDS.test(plain)) plain = plain.replaceAll(",", "");
  else if (plain.split(",").length === 2 && !plain.includes(".")) plain = plain.replace(",", ".");
  return NUMBER.test(plain) ? Number(plain) : null;
}

/**
 * Read a number as people write it: 0.25, 0,25, 1/4, -1e-3 or 30,000.
 * @param {string} text
 */
export function readNumber(text) {
  const compact = text.replaceAll("−", "-").replaceAll(" ", "").replaceAll("\u202f", "");
  if (!compact) throw new AnswerError("Write a number first.");
  const parts = compact.split("/").map(readPlain);
  if (parts.length > 2 || parts.includes(null) || (parts.length === 2 && parts[1] === 0))
    throw new AnswerError(`“${text}” is not a number. Write only the number, such as 0.25 or 1/4.`);
  const number = parts.length === 2 ? parts[0] / parts[1] : parts[0];
  if (!Number.isFinite(number)) throw new AnswerError(`“${text}” is too large.`);
  return number;
}

function matches(answer, number) {
  if (answer.type === "value") {
    const size = Math.max(Math.abs(number), Math.abs(answer.value));
    return Math.abs(number - answer.value) <= Math.max(1e-9 * size, 1e-12);
  }
  if (answer.type === "range") return answer.range[0] <= number && number <= answer.range[1];
  return true;
}

/**
 * Mark an answer.
 * @param {{ type: string }} question
 * @param {{ answers: any[], precision?: number | null }} key
 * @param {any} answer positions of the chosen options, or the number as written
 * @returns {{ correct: boolean, feedback: [string, boolean, string][], missing: number }}
 */
export function mark(question, key, answer) {
  if (question.type === "numeric") {
    const number = readNumber(String(answer));
    const rounded = key.precision ? Number(number.toPrecision(key.precision)) : number;
    const found = key.answers.find((candidate) => matches(candidate, rounded));
    const correct = Boolean(found?.correct);
    return { correct, feedback: [[String(answer), correct, found?.feedback ?? ""]], missing: 0 };
  }
  if (!answer.length) throw new AnswerError("Choose an answer first.");
  const chosen = key.answers.filter((_, place) => answer.includes(place));
  const right = key.answers.filter((candidate) => candidate.correct);
  const missing = right.filter((candidate) => !chosen.includes(candidate)).length;
  return {
    correct: !missing && chosen.length === right.length,
    feedback: chosen.map((one) => [one.answer, one.correct, one.feedback ?? ""]),
    missing,
  };
}
