"""What a setting of the environment that cannot be used has in common, whichever module reads it."""

from __future__ import annotations


class BadSetting(ValueError):
    """A setting of this installation cannot be used; the message says in Dutch which one and why."""
