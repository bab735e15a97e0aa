"""The accessibility statement: the text of docs/toegankelijkheid.md, with who to turn to."""

from dashboard.components import statement

statement.shown()
