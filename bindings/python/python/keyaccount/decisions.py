"""What every decision is made of: verdicts with their reasons, remedies and obligations, measures with
their units, the codes of a policy, and :class:`Refused`, which is raised where something may not be done.

A :class:`Verdict` permits, denies, or is indeterminate where a whole register was not supplied; callers
take that for a deny. ``verdict.text("zh")`` reads it out; ``verdict.to_plain()`` is fit for JSON.
"""

from keyaccount._decided import Refused
from keyaccount._records import decisions
from keyaccount._records._plain import Lang, PolicySection, Record, Variant
from keyaccount._records.decisions import *  # noqa: F403 - all of them, as they are generated

__all__ = ["Lang", "PolicySection", "Record", "Refused", "Variant"]
__all__ += decisions.__all__
