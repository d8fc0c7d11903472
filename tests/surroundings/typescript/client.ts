import Anthropic from "@anthropic-ai/sdk";

export const client = new Anthropic({
  apiKey: process.env["ANTHROPIC_API_KEY"], // This is the default and can be omitted
  baseURL: "https://gateway.example.com",
});

export const batch = new Anthropic({ apiKey: null, authToken: "sk-ant-oat01-Vd3Kx8Qz5Mr1Tw9Yn6Bj4Hc7Lf2Gs0PaEuRiOtWyNk" });

process.env.ANTHROPIC_API_KEY ??= "sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk";
delete process.env.ANTHROPIC_AUTH_TOKEN;

export async function raw(body: string) {
  const match = /["'`]/.exec(body);
  return fetch("https://api.anthropic.com/v1/messages", {
    method: "POST",
    headers: { "x-api-key": "sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk", "content-type": match ? "text/plain" : "application/json" },
    body,
  });
}
