"""Answers a request with the proof that federation works. Put your own work in its place. Written by Keyless."""

import functions_framework

from claude_federation import proof


@functions_framework.http
def claude(request):
    """The entry point: deploy with --entry-point=claude, and let nobody in who need not be."""
    return proof() + "\n"
