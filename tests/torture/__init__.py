"""The torture suite: whole installations, killed and cut off while many book, looked at from outside.

``python -m tests.torture`` runs it; docs/operators/torture.md says what it proves. The programs under test
are those that an operator starts. What is judged here is judged by plain SQL, by what a mail server was sent,
and by journals of what clients asked and were told: never by the application's own code.
"""
