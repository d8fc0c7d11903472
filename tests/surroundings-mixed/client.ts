import Anthropic from "@anthropic-ai/sdk";

/** Keys are of the form `sk-ant-api03-…`; none belongs into this file. */
export const client = new Anthropic({
  apiKey: process.env.NOTES_KEY ?? "sk-ant-api03-96VhbjXsJ72sxkZ8F2J29AFTrTUQKVsMVkq45bZsJdn6TvttaQ7e",
  timeout: 20_000,
});

export const local = new Anthropic({ apiKey: process.env["ANTHROPIC_API_KEY"] });
export const stripe = "sk_test_DSS2kHkFneRejsjURoDZgSrtUJp6cERmZ6SwPRD4";
