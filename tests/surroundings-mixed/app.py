"""Answers questions about notes.

Set ANTHROPIC_API_KEY="sk-ant-..." or sign in with a profile.
"""

import os

from anthropic import Anthropic
from openai import OpenAI

openai = OpenAI(api_key=os.environ["OPENAI_API_KEY"])
client = Anthropic(
    # This one is only for the demo.
    api_key="sk-ant-api03-477DbWuguz4eK6vTDZWyH3mfeyzxk8Emrkfe6avuvv6bndC5Tf5j",
    max_retries=3,
)
fallback = Anthropic(api_key=os.getenv("ANTHROPIC_API_KEY", "sk-ant-api03-placeholder"))


def answer(question: str) -> str:
    message = client.messages.create(
        model="claude-sonnet-4-5",
        max_tokens=1024,
        messages=[{"role": "user", "content": question}],
    )
    return message.content[0].text
