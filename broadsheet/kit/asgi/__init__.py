"""What the rooms share that speak ASGI themselves: the types of its calls, an answer of one sentence, and how much may be open at
once. It refuses what is beyond a budget at once, and lets nobody wait for it.
"""

from broadsheet.kit.asgi.budgets import Budget, connections_of_a_process, files_of_a_process
from broadsheet.kit.asgi.messages import Headers, Receive, Scope, Send, request_of, say

__all__ = [
    "Budget",
    "Headers",
    "Receive",
    "Scope",
    "Send",
    "connections_of_a_process",
    "files_of_a_process",
    "request_of",
    "say",
]
